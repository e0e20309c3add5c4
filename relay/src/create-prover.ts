import { systemClock } from './clock'
import type { RelayConfig } from './config/config'
import type { Deadline } from './login/deadline'
import { createUpstreamCaller } from './platform/call'
import { createAskWithoutUser } from './platform/explorer/ask-without-user'
import { randomNonce } from './platform/explorer/nonce'
import { proveSignature } from './platform/explorer/prove-signature'
import type { Proof } from './platform/proof'
import type { Retry } from './platform/retry'
import { createAccessTokens } from './platform/wechat/access-token'
import { createCodeToSession } from './platform/wechat/code-to-session'
import { proveAccessToken, proveAppSecret } from './platform/wechat/prove-app-secret'
import type { RegisteredApp } from './registered-app'

/** A proof that failed has told enough. */
const once: Retry = (_rules, attempt) => attempt()

/** Asks both platforms what they think of every secret of every app, one after the other. Logs nobody in. */
export async function proveSecrets({ apps, upstream }: RelayConfig): Promise<Proof[]> {
  const { wechatUrl, iotUrl, timeoutMs, replyLimitBytes } = upstream
  const { call, close } = createUpstreamCaller({ timeoutMs, replyLimitBytes })
  const deadline: Deadline = { remainingMs: () => timeoutMs }
  const exchange = createCodeToSession(call, wechatUrl, once)
  const tokens = createAccessTokens(call, wechatUrl, systemClock, once)
  const clock = systemClock
  const ask = createAskWithoutUser({ call, baseUrl: iotUrl, clock, nonce: randomNonce, deadline })

  async function proofsOf(app: RegisteredApp): Promise<Proof[]> {
    const { appId, previousWechatAppSecret, previousIotAppSecret } = app
    const proofs: Proof[] = []
    const note = (secret: string, finding: Pick<Proof, 'verdict' | 'words'>): unknown =>
      proofs.push({ appId, secret, ...finding })
    // With one secret at a time, so that the other cannot stand in for it.
    const { previousWechatAppSecret: _one, previousIotAppSecret: _other, ...current } = app
    note('WeChat AppSecret', await proveAppSecret(exchange, current, deadline))
    if (app.kind === 'plugin') note('WeChat access token', await proveAccessToken(tokens, current, deadline))
    if (previousWechatAppSecret !== undefined) {
      const previous = { ...current, wechatAppSecret: previousWechatAppSecret }
      note('previous WeChat AppSecret', await proveAppSecret(exchange, previous, deadline))
    }
    note('IoT AppSecret', await proveSignature(ask, app, app.iotAppSecret))
    if (previousIotAppSecret !== undefined) {
      note('previous IoT AppSecret', await proveSignature(ask, app, previousIotAppSecret))
    }
    return proofs
  }

  try {
    const proofs: Proof[] = []
    for (const app of apps.values()) proofs.push(...(await proofsOf(app)))
    return proofs
  } finally {
    await close()
  }
}
