import { spawnSync } from 'node:child_process'
import { loadByAutocannon } from './autocannon'
import type { LoadTool } from './load'
import { loadByWrk } from './wrk'

/**
 * wrk where it is installed, else autocannon, which needs more of the core that it shares with the upstream. oha is not
 * used: it cannot send another code with each request.
 */
export function loadTool(): LoadTool {
  const { error, stdout } = spawnSync('wrk', ['-v'], { encoding: 'utf8' })
  if (error === undefined) return { name: /wrk \S+/.exec(stdout)?.[0] ?? 'wrk', load: loadByWrk }
  return { name: 'autocannon 9', load: loadByAutocannon }
}
