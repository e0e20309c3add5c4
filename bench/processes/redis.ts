import { spawnSync } from 'node:child_process'
import { freePort } from './free-port'
import { startProcess, type StartedProcess } from './started-process'

export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0

/** An empty Redis in memory, on a free port, beside the load. */
export async function startRedis(core: number | undefined): Promise<StartedProcess> {
  const port = freePort()
  const argv = ['redis-server', '--port', port, '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
  return startProcess({
    argv,
    core,
    urlIn: (line) => (line.includes('Ready to accept connections') ? `redis://127.0.0.1:${port}` : undefined),
  })
}

/** Commands that it has carried out since it began, those of scripts among them; 0 without one. */
export function commandsOf(redis: StartedProcess | undefined): number {
  if (redis === undefined) return 0
  const { stdout } = spawnSync('redis-cli', ['-u', redis.url, 'INFO', 'stats'], { encoding: 'utf8' })
  return Number(/total_commands_processed:(\d+)/.exec(stdout)?.[1])
}
