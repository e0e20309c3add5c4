import { createRelay, loadConfig } from 'iot-login-relay'
import { createSandbox, type Sandbox } from 'iot-login-sandbox'

import { servePreview } from '../../preview/server'

export interface PreviewStack {
  url: string
  sandbox: Sandbox
  close(): Promise<void>
}

const ANY_PORT = { host: '127.0.0.1', port: 0 }

/** Everything that `npm start` serves, on free ports: the relay lives by the sandbox's clock. */
export async function startPreview(project?: string): Promise<PreviewStack> {
  const sandbox = createSandbox()
  const sandboxUrl = await sandbox.listen(ANY_PORT)
  const environment = { ...sandbox.relayEnvironment(), UPSTREAM_TIMEOUT_MS: '4000' }
  const clock = { now: () => sandbox.clock.milliseconds(), elapsed: () => performance.now() }
  const relay = createRelay(loadConfig(environment), { clock })
  const relayUrl = await relay.app.listen(ANY_PORT)
  const preview = await servePreview({
    relayUrl,
    sandboxUrl,
    port: 0,
    ...(project === undefined ? {} : { project }),
  })
  return {
    url: preview.url,
    sandbox,
    close: async () => {
      await preview.close()
      await relay.close()
      await sandbox.close()
    },
  }
}
