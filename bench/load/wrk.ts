import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pinned } from '../processes/cores'
import type { LoadRequest, LoadResult } from './load'

const run = promisify(execFile)

interface Summary extends LoadResult {
  /** Replies that were not 2xx or 3xx, and whatever else went wrong. */
  failed: number
}

/** One run of wrk, in one thread. Throws when a single login failed, since a refusal is quicker than a login. */
export async function loadByWrk({
  url,
  connections,
  seconds,
  logins,
  core,
}: LoadRequest): Promise<LoadResult> {
  const { users, repeatCodes } = logins
  const [command = '', ...argv] = pinned(core, [
    ...['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s'],
    ...['-s', join(__dirname, 'wrk-logins.lua'), url],
    ...['--', randomBytes(4).toString('hex'), String(users), repeatCodes ? 'repeat' : 'new'],
  ])
  const { stdout } = await run(command, argv)
  const summary = JSON.parse(/^\{.*\}$/m.exec(stdout)?.[0] ?? 'null') as Summary | null
  if (summary === null) throw new Error(`wrk printed no summary:\n${stdout}`)
  const { failed, ...result } = summary
  if (failed > 0) throw new Error(`${failed} of ${result.logins} logins at ${url} failed:\n${stdout}`)
  if (result.logins === 0) throw new Error(`Not one login at ${url} ended in time`)
  return result
}
