import type { RelayError } from '../errors'
import { relayError } from '../errors'
import { Secret } from '../secret'
import { withEitherSecret } from './either-secret'

const current = new Secret('new')
const previous = new Secret('old')
const refused = relayError('WeChat.CredentialsRejected', { upstreamCode: '40125' })
const isRefusal = ({ code }: RelayError): boolean => code === 'WeChat.CredentialsRejected'

/** A platform that answers by the secret that it is asked with, and notes the order. */
function platform(answers: Record<string, string | Error>) {
  const asked: string[] = []
  const ask = (secret: Secret): Promise<string> => {
    asked.push(secret.reveal())
    const answer = answers[secret.reveal()]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? '')
  }
  return { asked, ask }
}

it('asks with the current secret alone while that is good', async () => {
  const { asked, ask } = platform({ new: 'yes' })
  expect(await withEitherSecret({ current, previous }, isRefusal, ask)).toBe('yes')
  expect(asked).toEqual(['new'])
})

it('asks with the one before when the current one is refused', async () => {
  const { asked, ask } = platform({ new: refused, old: 'yes' })
  expect(await withEitherSecret({ current, previous }, isRefusal, ask)).toBe('yes')
  expect(asked).toEqual(['new', 'old'])
})

it('asks once when there is no other', async () => {
  const { asked, ask } = platform({ new: refused })
  await expect(withEitherSecret({ current, previous: undefined }, isRefusal, ask)).rejects.toBe(refused)
  expect(asked).toEqual(['new'])
})

it.each([relayError('WeChat.CodeUsed'), relayError('WeChat.Timeout'), new TypeError('a bug')])(
  'asks once after %s, which says nothing of the secret',
  async (failure) => {
    const { asked, ask } = platform({ new: failure })
    await expect(withEitherSecret({ current, previous }, isRefusal, ask)).rejects.toBe(failure)
    expect(asked).toEqual(['new'])
  },
)

it('reports the refusal of the current one when both are refused', async () => {
  const { ask } = platform({ new: refused, old: relayError('WeChat.CredentialsRejected') })
  await expect(withEitherSecret({ current, previous }, isRefusal, ask)).rejects.toBe(refused)
})

it('reports what went wrong with an accepted one', async () => {
  const used = relayError('WeChat.CodeUsed')
  const { ask } = platform({ new: refused, old: used })
  await expect(withEitherSecret({ current, previous }, isRefusal, ask)).rejects.toBe(used)
})
