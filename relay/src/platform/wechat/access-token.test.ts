import { registeredApp } from '../../../../test/stand-ins/registered-app'
import { relayError } from '../../errors'
import { Secret } from '../../secret'
import { createAccessTokens, readStableToken } from './access-token'

const app = registeredApp({ kind: 'plugin', iotAppKey: 'k' })
const deadline = { remainingMs: () => 1000 }

function setUp(expiresIn = 7200) {
  const time = { now: 0 }
  const asked: string[] = []
  let fails = false
  const tokens = createAccessTokens(
    () => {
      asked.push(`t${asked.length + 1}`)
      if (fails) return Promise.reject(relayError('WeChat.Unreachable'))
      return Promise.resolve({ value: new Secret(asked.at(-1) ?? ''), expiresIn })
    },
    { now: () => 0, elapsed: () => time.now },
    5000,
  )
  const get = async (): Promise<string> => (await tokens.first(app, deadline)).reveal()
  return { tokens, get, asked, time, fail: (value = true) => (fails = value) }
}

it('keeps a token, and shares the one request for it', async () => {
  const { get, asked } = setUp()
  expect(await Promise.all([get(), get()])).toEqual(['t1', 't1'])
  expect(await get()).toBe('t1')
  expect(asked).toHaveLength(1)
})

it('renews ahead of its end, while logins go on with the old one', async () => {
  const { get, asked, time } = setUp()
  await get()
  time.now = 7_200_000 - 270_000 - 1
  expect([await get(), asked.length]).toEqual(['t1', 1])
  time.now += 1
  expect(await get()).toBe('t1')
  expect(asked).toHaveLength(2)
  expect(await get()).toBe('t2')
})

it('goes on with the old one when a renewal fails, and tries again a little later', async () => {
  const { get, asked, time, fail } = setUp()
  await get()
  fail()
  time.now = 7_000_000
  expect([await get(), await get(), asked.length]).toEqual(['t1', 't1', 2])
  time.now += 10_000
  fail(false)
  expect([await get(), asked.length]).toEqual(['t1', 3])
  expect(await get()).toBe('t3')
})

it('waits for a new one at the end', async () => {
  const { get, time } = setUp()
  await get()
  time.now = 7_200_000 - 60_000
  expect(await get()).toBe('t2')
})

it('drops the token that was refused, and no fresh one that another login has fetched', async () => {
  const { tokens, get, asked } = setUp()
  await get()
  const [old, same] = [new Secret('t1'), new Secret('t1')]
  expect((await tokens.other(app, old, deadline))?.reveal()).toBe('t2')
  expect((await tokens.other(app, same, deadline))?.reveal()).toBe('t2')
  expect(asked).toHaveLength(2)
})

it.each([undefined, 0, -1, '7200', Number.NaN])('refuses expires_in %p', (expiresIn) => {
  expect(() => readStableToken(JSON.stringify({ access_token: 't', expires_in: expiresIn }))).toThrow(
    expect.objectContaining({ code: 'WeChat.UnexpectedReply' }),
  )
})

it('takes no longer life than WeChat gives', () => {
  expect(readStableToken('{"access_token":"t","expires_in":1e300}').expiresIn).toBe(7200)
})
