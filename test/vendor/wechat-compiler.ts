import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

export interface Job {
  /** The folder of `project.config.json`. */
  projectPath: string
  type: 'miniProgram' | 'miniProgramPlugin'
  /** AppID of the project. Default: the tourist's. */
  appId?: string
  /** Writes what is compiled into this folder. */
  into?: string
  /** Builds npm first, as DevTools does. */
  npm?: { packageJsonPath: string; into: string }
}

export type Answer =
  | { files: Record<string, number>; warnings: unknown[] }
  | { error: { code?: number; path?: string; message: string } }

/** Compiles one project after another with WeChat's compiler, in a process of its own. */
export async function compileByWeChat(jobs: Job[]): Promise<Answer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-compiled-'))
  const answers = join(folder, 'answers.json')
  const compiler = spawn(process.execPath, [join(root, 'check-vendor/compile.js'), answers], {
    // It leaves folders where it runs.
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let complaints = ''
  compiler.stderr.on('data', (data: Buffer) => (complaints += data.toString()))
  compiler.stdin.end(JSON.stringify(jobs))
  const status = await new Promise((resolve) => compiler.on('close', resolve))
  try {
    if (status !== 0) throw new Error(`WeChat's compiler ended with ${String(status)}: ${complaints}`)
    return JSON.parse(readFileSync(answers, 'utf8')) as Answer[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The complaint in one line, with its file. Empty where there was none. */
export function complaintOf(answer: Answer | undefined): string {
  if (answer === undefined || !('error' in answer)) return ''
  const { path, message } = answer.error
  return path === undefined || message.includes(path) ? message : `${path}: ${message}`
}
