import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRelay, loadConfig } from 'iot-login-relay'
import { createSandbox, type Sandbox } from 'iot-login-sandbox'
import { HOST } from './ports'

/** Both servers of the demonstration, in this process and on loopback. */
export interface Stack {
  sandbox: Sandbox
  sandboxUrl: string
  relayUrl: string
  /** The AppKey that the sandbox knows. */
  appKey: string
  close(): Promise<void>
}

/**
 * Starts the sandbox, and a relay that takes it for the platforms. Port 0 takes any free one.
 *
 * @param settings variables of the relay beside those that point it at the sandbox
 */
export async function startStack(
  ports: { sandbox: number; relay: number },
  settings: Record<string, string> = {},
): Promise<Stack> {
  const sandbox = createSandbox()
  const sandboxUrl = await sandbox
    .listen({ host: HOST, port: ports.sandbox })
    .catch(named('sandbox', ports.sandbox))
  const environment = sandbox.relayEnvironment()
  // One clock for both: moving the sandbox's past a token's end must not have the relay count by another.
  const clock = { now: () => sandbox.clock.milliseconds(), elapsed: () => performance.now() }
  // The sandbox forgets everybody when it ends, so deletions must not outlast it.
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'iot-login-'))
  const relay = createRelay(loadConfig({ ...environment, DATA_DIR, ...settings }), { clock })
  const relayUrl = await relay.app.listen({ host: HOST, port: ports.relay }).catch(async (error: unknown) => {
    await sandbox.close()
    return named('relay', ports.relay)(error)
  })
  return {
    sandbox,
    sandboxUrl,
    relayUrl,
    appKey: environment.IOT_APP_KEY ?? '',
    close: async () => {
      await relay.close()
      await sandbox.close()
      await rm(DATA_DIR, { recursive: true, force: true })
    },
  }
}

function named(server: string, port: number): (error: unknown) => never {
  return (error) => {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Error(
      code === 'EADDRINUSE'
        ? `Port ${port}, where the ${server} belongs, is taken: stop what listens there, and start again.`
        : `The ${server} could not listen on port ${port}: ${message}`,
    )
  }
}
