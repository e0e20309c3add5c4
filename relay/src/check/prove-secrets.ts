import { systemClock } from '../clock'
import type { RelayConfig } from '../config/config'
import type { Deadline } from '../login/deadline'
import { closeCalls, createCalls } from '../create-platform'
import { randomNonce } from '../platform/explorer/nonce'
import { proveSignature } from './prove-signature'
import type { Finding } from './findings'
import { proveAccessToken, proveAppSecret, type Answer } from './prove-app-secret'
import type { RegisteredApp } from '../registered-app'

/** Asks both platforms what they think of every secret of every app, one after the other. Logs nobody in. */
export async function proveSecrets({ apps, upstream }: RelayConfig): Promise<Finding[]> {
  const calls = createCalls({
    // A breaker would keep the later proofs from being made.
    config: { ...upstream, breakerOpenMs: 0 },
    clock: systemClock,
    nonce: randomNonce,
    report: () => undefined,
  })
  const deadline: Deadline = { remainingMs: () => upstream.timeoutMs }

  async function findingsOf(app: RegisteredApp): Promise<Finding[]> {
    const { appId, previousWechatAppSecret, previousIotAppSecret } = app
    const findings: Finding[] = []
    const note = (secret: string, answer: Answer, previous: Pick<Finding, 'isPrevious'> = {}): unknown =>
      findings.push({ subject: `${secret} of ${appId}`, ...answer, ...previous })
    const isPrevious = true
    note('WeChat AppSecret', await proveAppSecret(calls, app, deadline))
    if (app.kind === 'plugin') note('WeChat access token', await proveAccessToken(calls, app, deadline))
    if (previousWechatAppSecret !== undefined) {
      const previous = { ...app, wechatAppSecret: previousWechatAppSecret }
      note('previous WeChat AppSecret', await proveAppSecret(calls, previous, deadline), { isPrevious })
    }
    note('IoT AppSecret', await proveSignature(calls, app, app.iotAppSecret, deadline))
    if (previousIotAppSecret !== undefined) {
      note('previous IoT AppSecret', await proveSignature(calls, app, previousIotAppSecret, deadline), {
        isPrevious,
      })
    }
    return findings
  }

  try {
    const findings: Finding[] = []
    for (const app of apps.values()) findings.push(...(await findingsOf(app)))
    return findings
  } finally {
    await closeCalls(calls)
  }
}
