import fc from 'fast-check'
import { fittingProfile } from '../../plugin/identity/profile'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'

let running: RunningRelay

beforeAll(async () => {
  running = await startRelay({ environment: { RATE_LIMIT_PER_IP: '0', LOG_LEVEL: 'silent' } })
})

afterAll(async () => {
  await running.close()
})

const PARTS = [
  ...['', '小明', 'e\u0301', '👨‍👩‍👧‍👦', '🇨🇳', '🏴\u{e0067}\u{e007f}', '1\ufe0f\u20e3', '👍🏽', '微信用户'],
  ...[
    '\ud83d',
    '\ude00',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\u3164',
    '\u2028',
    '\u0000',
    '\u009f',
    '\ufeff',
  ],
]
const nickName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.constantFrom(null, undefined, 7),
)
const avatar = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((path) => `https://example.com/${path}`),
  fc.integer({ min: 1, max: 1100 }).map((length) => `https://example.com/${'a'.repeat(length)}`),
  fc.constantFrom(
    'wxfile://tmp_a.jpg',
    'wxfile://temp/a.jpg',
    'http://tmp/a.jpg',
    'http://store/a',
    '',
    null,
  ),
)
const given = fc.oneof(
  fc.record({ nickName, avatar }, { requiredKeys: [] }),
  fc.record({ nickName, avatarUrl: avatar, gender: fc.constant(0) }),
)

test('what the phone lets through, the relay and IoT Explorer accept', async () => {
  let sent = 0
  await fc.assert(
    fc.asyncProperty(given, async (profile) => {
      const { code } = running.sandbox.mintCode({ user: `user-${(sent += 1)}` })
      const answer = await postLogin(running.url, { code, ...fittingProfile(profile) })
      expect([answer.status, answer.body.Response.Error]).toEqual([200, undefined])
    }),
    { numRuns: 150 },
  )
}, 30_000)

test('the relay does refuse what the gate keeps back, else the test above says nothing', async () => {
  const refusals = [
    { nickName: '\ud83d' },
    { nickName: 'a\u0000' },
    { avatar: 'wxfile://tmp_a.jpg' },
    { nickName: '' },
  ]
  for (const profile of refusals) {
    const { code } = running.sandbox.mintCode({ user: 'refused' })
    const { status, body } = await postLogin(running.url, { code, ...profile })
    expect([profile, status, body.Response.Error.Code]).toEqual([profile, 400, 'Relay.InvalidParameter'])
  }
})
