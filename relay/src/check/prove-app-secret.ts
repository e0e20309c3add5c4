import { RelayError } from '../errors'
import type { Deadline } from '../login/deadline'
import type { RegisteredApp } from '../registered-app'
import type { Finding } from './findings'
import { attempt, type Calls } from '../platform/operation'
import { stableToken } from '../platform/wechat/access-token'
import { codeToSession } from '../platform/wechat/code-to-session'

/** What no `wx.login` gives. */
const MADE_UP_CODE = 'iot-login-relay-check'

export type Answer = Pick<Finding, 'verdict' | 'words'>

/**
 * Asks WeChat to exchange a made-up code: it looks at AppID and AppSecret before the code, as developers report, so
 * that a refusal of the code alone says that those are good. It logs nobody in and spends nothing.
 */
export async function proveAppSecret(calls: Calls, app: RegisteredApp, deadline: Deadline): Promise<Answer> {
  try {
    await attempt(calls, codeToSession, app, MADE_UP_CODE, app.wechatAppSecret, deadline)
    return { verdict: 'unanswered', words: 'A made-up code was accepted. Is WECHAT_API_URL that of WeChat?' }
  } catch (error) {
    return findingOf(error, 'WeChat takes AppID and AppSecret; it refused the made-up code alone')
  }
}

/** Asks for an access token, which codes of `wx.pluginLogin` need. One that is alive is given again. */
export async function proveAccessToken(
  calls: Calls,
  app: RegisteredApp,
  deadline: Deadline,
): Promise<Answer> {
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
