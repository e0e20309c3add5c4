import type { Sandbox } from 'iot-login-sandbox'

import { servePreview } from '../../preview/server'
import { startStack } from '../../start/stack'

export interface PreviewStack {
  url: string
  sandbox: Sandbox
  close(): Promise<void>
}

/** Everything that `npm start` serves, on free ports, with a relay that gives an upstream up sooner. */
export async function startPreview(project?: string): Promise<PreviewStack> {
  const stack = await startStack({ sandbox: 0, relay: 0 }, { UPSTREAM_TIMEOUT_MS: '4000' })
  const preview = await servePreview({
    relayUrl: stack.relayUrl,
    sandboxUrl: stack.sandboxUrl,
    port: 0,
    ...(project === undefined ? {} : { project }),
  })
  return {
    url: preview.url,
    sandbox: stack.sandbox,
    close: async () => {
      await preview.close()
      await stack.close()
    },
  }
}
