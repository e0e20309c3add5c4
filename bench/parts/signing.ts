import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median } from '../measure/median'
import { pinned } from '../processes/cores'
import { rounded } from '../measure/compare'
import { markdownTable } from '../results/markdown-table'
import { definePart } from './part'

const run = promisify(execFile)

export interface Signing {
  /** Signatures a second. */
  relay: number
  cryptoJs: number
  ratio: number
}

export const signing = definePart({
  name: 'signing',
  title: "Signatures a second: the relay's own function beside crypto-js as the sample uses it",
  effort: { seconds: 1, rounds: 5 },
  async run({ cores }, { seconds, rounds }): Promise<Signing> {
    const argv = [process.execPath, '--import', 'tsx', join(__dirname, '../peers/signatures.ts')]
    const [command = '', ...rest] = pinned(cores?.measured, [...argv, String(seconds), String(rounds)])
    const { stdout } = await run(command, rest)
    const turns = JSON.parse(stdout) as { relay: number; cryptoJs: number }[]
    return {
      relay: rounded(median(turns.map(({ relay }) => relay)), 0),
      cryptoJs: rounded(median(turns.map(({ cryptoJs }) => cryptoJs)), 0),
      ratio: rounded(median(turns.map(({ relay, cryptoJs }) => relay / cryptoJs)), 1),
    }
  },
  render: ({ relay, cryptoJs, ratio }: Signing) =>
    markdownTable(
      ['', 'signatures/s', '× crypto-js'],
      [
        ['iot-login-relay', relay, ratio.toFixed(1)],
        ['crypto-js 3', cryptoJs, '1.0'],
      ],
    ),
})
