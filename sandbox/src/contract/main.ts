#!/usr/bin/env node
import { UsageError } from '../usage-error'
import { checkRelay } from './check-relay'
import { codeOfCommand } from './code-of-command'
import { HELP, readContractCommand } from './command-line'
import { reportText } from './report-text'

const COULD_NOT_ASK = 2

async function main(): Promise<number> {
  const { url, sandboxUrl, codeCommand, appId } = readContractCommand(process.argv.slice(2))
  if (url === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  const codes =
    sandboxUrl === undefined ? { mintCode: () => codeOfCommand(codeCommand ?? '') } : { sandboxUrl }
  const report = await checkRelay({ url, ...codes, ...(appId === undefined ? {} : { appId }) })
  process.stdout.write(`${url}\n\n${reportText(report)}`)
  return report.passed ? 0 : 1
}

main().then(
  (status) => {
    process.exitCode = status
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`iot-login-contract: ${error.message}. ${error.instructions}\n`)
    process.exitCode = COULD_NOT_ASK
  },
)
