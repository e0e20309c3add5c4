import { createRelay, loadConfig, type Relay } from '../../relay/src'
import { createSandbox, type Sandbox } from '../../sandbox/src'

export interface RelayCopy {
  url: string
  relay: Relay
  logged: string[]
}

export interface RelayCopies {
  sandbox: Sandbox
  copies: readonly RelayCopy[]
  close(): Promise<void>
}

/** A number of relays with the same settings, in front of one sandbox. They meet in Redis when REDIS_URL is set. */
export async function startCopies(
  count: number,
  environment: Record<string, string> = {},
): Promise<RelayCopies> {
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const copies = await Promise.all(
    Array.from({ length: count }, async () => {
      const logged: string[] = []
      const settings = { ...sandbox.relayEnvironment(), RATE_LIMIT_PER_USER: '0', ...environment }
      const relay = createRelay(loadConfig(settings), { writeLog: (line) => logged.push(line) })
      return { relay, logged, url: await relay.app.listen({ host: '127.0.0.1', port: 0 }) }
    }),
  )
  return {
    sandbox,
    copies,
    async close() {
      await Promise.all(copies.map(({ relay }) => relay.close()))
      await sandbox.close()
    },
  }
}
