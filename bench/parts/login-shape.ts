import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { markdownTable } from '../results/markdown-table'
import { definePart } from './part'

const run = promisify(execFile)

export interface LoginShape {
  files: number
  functions: number
  promises: number
  framesAboveSignature: number
  filesOfRelay: number
  /** Functions by file. */
  entered: Record<string, number>
}

/** What one warm login goes through: counted, not timed, so one run is enough. */
export async function measureLoginShape(): Promise<LoginShape> {
  const argv = ['--import', 'tsx', join(__dirname, '../login-shape/main.ts')]
  const { stdout } = await run(process.execPath, argv)
  return JSON.parse(stdout) as LoginShape
}

export const loginShape = definePart({
  name: 'login-shape',
  title: 'What one warm login goes through',
  effort: { seconds: 1, rounds: 1 },
  run: measureLoginShape,
  render: (shape: LoginShape) =>
    markdownTable(
      ['count', ''],
      [
        ['files of the relay', shape.filesOfRelay],
        ['of them entered', shape.files],
        ['functions entered', shape.functions],
        ['promises made', shape.promises],
        ['frames of ours above the signature', shape.framesAboveSignature],
      ],
    ),
})
