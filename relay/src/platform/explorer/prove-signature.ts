import { randomBytes, randomUUID } from 'node:crypto'
import { RelayError } from '../../errors'
import type { Deadline } from '../../login/deadline'
import type { RegisteredApp } from '../../registered-app'
import { Secret } from '../../secret'
import type { Proof } from '../proof'
import { attempt, type Calls } from '../operation'
import { askWithoutUser } from './ask-without-user'

/**
 * Asks IoT Explorer for a token without saying for whom, which no order of its checks can grant: once signed with
 * the secret, once with one that is certainly wrong. Which of its checks comes first is not established by its
 * documents, so one answer alone would prove nothing; two different ones tell that the signature was looked at.
 */
export async function proveSignature(
  calls: Calls,
  app: RegisteredApp,
  secret: Secret,
  deadline: Deadline,
): Promise<Pick<Proof, 'verdict' | 'words'>> {
  const answer = await answerTo(calls, app, secret, deadline)
  if (!answer.isOfPlatform) {
    return { verdict: 'unanswered', words: `${answer.words} Check IOT_API_URL and the way there.` }
  }
  if (answer.isOfSignature) return { verdict: 'refused', words: answer.words }
  if (answer.code.startsWith('UnauthorizedOperation')) return { verdict: 'refused', words: answer.words }
  const control = await answerTo(calls, app, new Secret(randomBytes(16).toString('hex')), deadline)
  if (control.isOfPlatform && control.code !== answer.code) {
    return {
      verdict: 'accepted',
      words: `IoT Explorer refuses a wrong signature (${control.code}), and in this request only that it names no user (${answer.code}).`,
    }
  }
  return {
    verdict: 'undecided',
    words: `IoT Explorer answers ${answer.code} to a wrong signature too, so this says nothing. The first login will: with a wrong secret it fails with InvalidParameterValue.`,
  }
}

interface Answer {
  code: string
  words: string
  /** An error of IoT Explorer, and not of the way to it. */
  isOfPlatform: boolean
  isOfSignature: boolean
}

async function answerTo(
  calls: Calls,
  app: RegisteredApp,
  secret: Secret,
  deadline: Deadline,
): Promise<Answer> {
  try {
    await attempt(calls, askWithoutUser, app, randomUUID(), secret, deadline)
    return {
      code: '',
      words: 'A token was given to nobody.',
      isOfPlatform: false,
      isOfSignature: false,
    }
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    const { code, note, message } = error
    const cause = note.fault === undefined ? '' : ` (${note.fault})`
    return {
      code,
      words: note.hint ?? `${message}${cause}`,
      isOfPlatform: !code.startsWith('IoTExplorer.'),
      isOfSignature: code === 'InvalidParameterValue' && /signature/i.test(note.hint ?? ''),
    }
  }
}
