import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pinned } from '../processes/cores'
import type { LoadRequest, LoadResult } from './load'

const run = promisify(execFile)

/** One run of autocannon, in a process of its own, so that it can be pinned. Throws when a single login failed. */
export async function loadByAutocannon({ core, ...request }: LoadRequest): Promise<LoadResult> {
  const asked = JSON.stringify({ ...request, run: randomBytes(4).toString('hex') })
  const [command = '', ...argv] = pinned(core, [
    process.execPath,
    join(__dirname, 'autocannon-logins.js'),
    asked,
  ])
  const { stdout } = await run(command, argv)
  const { failed, ...result } = JSON.parse(stdout) as LoadResult & { failed: number }
  if (failed > 0) throw new Error(`${failed} of ${result.logins} logins at ${request.url} failed`)
  if (result.logins === 0) throw new Error(`Not one login at ${request.url} ended in time`)
  return result
}
