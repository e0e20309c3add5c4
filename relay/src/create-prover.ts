import { systemClock } from './clock'
import type { RelayConfig } from './config/config'
import type { Deadline } from './login/deadline'
import { closeCalls, createCalls } from './create-platform'
import { randomNonce } from './platform/explorer/nonce'
import { proveSignature } from './platform/explorer/prove-signature'
import type { Proof } from './platform/proof'
import { proveAccessToken, proveAppSecret } from './platform/wechat/prove-app-secret'
import type { RegisteredApp } from './registered-app'

/** Asks both platforms what they think of every secret of every app, one after the other. Logs nobody in. */
export async function proveSecrets({ apps, upstream }: RelayConfig): Promise<Proof[]> {
  const calls = createCalls({
    // A breaker would keep the later proofs from being made.
    config: { ...upstream, breakerOpenMs: 0 },
    clock: systemClock,
    nonce: randomNonce,
    report: () => undefined,
  })
  const deadline: Deadline = { remainingMs: () => upstream.timeoutMs }

  async function proofsOf(app: RegisteredApp): Promise<Proof[]> {
    const { appId, previousWechatAppSecret, previousIotAppSecret } = app
    const proofs: Proof[] = []
    const note = (secret: string, finding: Pick<Proof, 'verdict' | 'words'>): unknown =>
      proofs.push({ appId, secret, ...finding })
    note('WeChat AppSecret', await proveAppSecret(calls, app, deadline))
    if (app.kind === 'plugin') note('WeChat access token', await proveAccessToken(calls, app, deadline))
    if (previousWechatAppSecret !== undefined) {
      const previous = { ...app, wechatAppSecret: previousWechatAppSecret }
      note('previous WeChat AppSecret', await proveAppSecret(calls, previous, deadline))
    }
    note('IoT AppSecret', await proveSignature(calls, app, app.iotAppSecret, deadline))
    if (previousIotAppSecret !== undefined) {
      note('previous IoT AppSecret', await proveSignature(calls, app, previousIotAppSecret, deadline))
    }
    return proofs
  }

  try {
    const proofs: Proof[] = []
    for (const app of apps.values()) proofs.push(...(await proofsOf(app)))
    return proofs
  } finally {
    await closeCalls(calls)
  }
}
