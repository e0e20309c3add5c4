import { randomBytes, randomUUID } from 'node:crypto'
import { RelayError } from '../errors'
import { isJsonObject, parseJsonObject } from '../json-object'
import type { Deadline } from '../clock'
import { APP_GET_TOKEN, iotAppSecrets, readEnvelope } from '../platform/explorer/app-get-token'
import { signParameters } from '../platform/explorer/sign'
import { attempt, type Calls, type Operation } from '../platform/operation'
import type { RegisteredApp } from '../registered-app'
import { Secret } from '../secret'
import type { Answer } from './findings'

type Extra = Readonly<Record<string, string>>

/**
 * Two questions that no order of IoT Explorer's checks can grant a token to; which check comes first is not
 * established by its documents. One names no user. The other is complete, with a nickname that is far too long:
 * official clients allow 20 characters. Its user is the same each time, so that at most one could come of it.
 */
const QUESTIONS: readonly Extra[] = [
  {},
  {
    WxOpenID: 'iot-login-relay-check',
    NickName: 'check'.repeat(100),
    Avatar: 'https://example.com/check.png',
  },
]

/**
 * Asks each question twice, signed with the secret and with one that is certainly wrong: two different replies tell
 * that the signature was looked at. Logs no user in.
 */
export async function proveSignature(
  calls: Calls,
  app: RegisteredApp,
  secret: Secret,
  deadline: Deadline,
): Promise<Answer> {
  const ask = (by: Secret, extra: Extra): Promise<Reply> => replyTo(calls, app, by, extra, deadline)
  let code = ''
  for (const extra of QUESTIONS) {
    const reply = await ask(secret, extra)
    const decided = decidedBy(reply)
    if (decided !== undefined) return decided
    const control = await ask(new Secret(randomBytes(16).toString('hex')), extra)
    if (control.isOfPlatform && (control.isOfSignature || control.code !== reply.code)) {
      const words = `IoT Explorer refuses a wrong signature (${control.code}), and not this one (${reply.code}).`
      return { verdict: 'accepted', words }
    }
    code = reply.code
  }
  return {
    verdict: 'undecided',
    words: `IoT Explorer replies ${code} to a wrong signature too, so this says nothing. Log in once: with a wrong secret that fails with InvalidParameterValue.`,
  }
}

interface Reply {
  code: string
  words: string
  /** An error of IoT Explorer, and not of the way to it. */
  isOfPlatform: boolean
  isOfSignature: boolean
  isOfAppKey: boolean
}

function decidedBy({ code, words, isOfPlatform, isOfSignature, isOfAppKey }: Reply): Answer | undefined {
  if (!isOfPlatform) return { verdict: 'unanswered', words: `${words} Check IOT_API_URL and the way there.` }
  if (isOfAppKey) {
    const cure = 'copy it again from the console, and see that it is not the AppSecret'
    return { verdict: 'refused', words: `IoT Explorer does not know the AppKey (IOT_APP_KEY): ${cure}.` }
  }
  if (isOfSignature || code.startsWith('UnauthorizedOperation')) return { verdict: 'refused', words }
  return undefined
}

/** AppGetTokenByWeiXin with what a question has, read as text: the platform's message is needed too. */
const question: Operation<Extra, string> = {
  name: APP_GET_TOKEN,
  upstream: 'IoTExplorer',
  quotaOf: (app) => app.iotAppKey,
  subjectOf: () => '',
  secrets: iotAppSecrets(),
  isSecretRefused: () => false,
  mayRetry: () => false,
  build: ({ iotAppKey }, extra, secret, fresh) => {
    const { timestamp, nonce } = fresh()
    const parameters = {
      Action: APP_GET_TOKEN,
      AppKey: iotAppKey,
      Nonce: nonce,
      RequestId: randomUUID(),
      Timestamp: timestamp,
      ...extra,
    }
    return { method: 'POST', path: '/appapi', body: JSON.stringify(signParameters(parameters, secret)) }
  },
  read: (text) => text,
}

async function replyTo(
  calls: Calls,
  app: RegisteredApp,
  secret: Secret,
  extra: Extra,
  deadline: Deadline,
): Promise<Reply> {
  let text = ''
  try {
    text = await attempt(calls, question, app, extra, secret, deadline)
    readEnvelope(text)
    const words = 'A token was given for no user.'
    return { code: '', words, isOfPlatform: false, isOfSignature: false, isOfAppKey: false }
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    const { code, note, message } = error
    const cause = note.fault === undefined ? '' : ` (${note.fault})`
    const said = code === 'InvalidParameterValue' ? messageOf(text) : ''
    return {
      code,
      words: note.hint ?? `${message}${cause}`,
      isOfPlatform: !code.startsWith('IoTExplorer.'),
      isOfSignature: /signature/i.test(said),
      isOfAppKey: /app_?key/i.test(said),
    }
  }
}

/** The platform's own words, which are all that tells what `InvalidParameterValue` means. They go no further. */
function messageOf(text: string): string {
  const reply = parseJsonObject(text) ?? {}
  const content = isJsonObject(reply.Response) ? reply.Response : reply.data
  const error = isJsonObject(content) ? content.Error : undefined
  return isJsonObject(error) && typeof error.Message === 'string' ? error.Message : ''
}
