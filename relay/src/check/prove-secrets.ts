import { systemClock, type Deadline } from '../clock'
import type { RelayConfig } from '../config/config'
import { closeCalls, createCalls } from '../create-platform'
import { randomNonce } from '../platform/explorer/sign'
import { proveSignature } from './prove-signature'
import type { Answer, Finding } from './findings'
import type { RegisteredApp } from '../registered-app'
import { RelayError } from '../errors'
import { attempt, type Calls } from '../platform/operation'
import { stableToken } from '../platform/wechat/access-token'
import { codeToSession } from '../platform/wechat/exchange-code'

/** Asks both platforms what they think of every secret of every app, one after the other. Logs no user in. */
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

/** What no `wx.login` gives. */
const MADE_UP_CODE = 'iot-login-relay-check'

/**
 * Asks WeChat to exchange a made-up code: it looks at AppID and AppSecret before the code, as developers report, so
 * that a refusal of the code says that those are good. It logs no user in and spends nothing.
 */
async function proveAppSecret(calls: Calls, app: RegisteredApp, deadline: Deadline): Promise<Answer> {
  try {
    await attempt(calls, codeToSession, app, MADE_UP_CODE, app.wechatAppSecret, deadline)
    return {
      verdict: 'unanswered',
      words: 'A made-up code was accepted: correct WECHAT_API_URL, which is not WeChat’s.',
    }
  } catch (error) {
    return findingOf(error, 'WeChat takes AppID and AppSecret; it refused the made-up code only')
  }
}

/** Asks for an access token, which codes of `wx.pluginLogin` need. One that is alive is given again. */
async function proveAccessToken(calls: Calls, app: RegisteredApp, deadline: Deadline): Promise<Answer> {
  try {
    await attempt(calls, stableToken, app, undefined, app.wechatAppSecret, deadline)
    return { verdict: 'accepted', words: 'WeChat gave an access token.' }
  } catch (error) {
    return findingOf(error, 'WeChat gave no access token')
  }
}

function findingOf(error: unknown, whenAccepted: string): Answer {
  if (!(error instanceof RelayError)) throw error
  const { code, note, message } = error
  const details = [note.upstreamCode, note.fault].filter((text) => text !== undefined).join(' ')
  const cause = details === '' ? '' : ` (${details})`
  if (code === 'WeChat.CodeInvalid') return { verdict: 'accepted', words: `${whenAccepted}${cause}.` }
  if (code === 'WeChat.CredentialsRejected') {
    return { verdict: 'refused', words: `${note.hint ?? 'WeChat refuses them.'}${cause}` }
  }
  return { verdict: 'unanswered', words: `${message}${cause} Check WECHAT_API_URL and the way there.` }
}
