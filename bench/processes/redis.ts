import { spawnSync } from 'node:child_process'
import { startProcess, type StartedProcess } from './started-process'

export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0

/** An empty Redis in memory, on a free port, beside the load. */
export async function startRedis(core: number | undefined): Promise<StartedProcess> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const argv = [
    'redis-server',
    '--port',
    String(port),
    '--save',
    '',
    '--appendonly',
    'no',
    '--bind',
    '127.0.0.1',
  ]
  return startProcess({
    argv,
    core,
    urlIn: (line) => (line.includes('Ready to accept connections') ? `redis://127.0.0.1:${port}` : undefined),
  })
}
