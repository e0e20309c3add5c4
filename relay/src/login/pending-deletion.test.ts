import { registeredApp } from '../../../test/stand-ins/registered-app'
import { relayError } from '../errors'
import { Secret } from '../secret'
import { Memory } from '../shared/memory'
import { createAdmission } from './admission'
import { createLogin, type LoginAttempt } from './login'

const DAY_SECONDS = 86_400
const clock = { now: () => 0, elapsed: () => 0 }
const app = registeredApp()

/** A login as Ann, whose mark ends then; each call to IoT Explorer is one of `issue`. */
function setUp(issue: jest.Mock<Promise<string>, []>, markedUntil?: number) {
  const marks = new Map(markedUntil === undefined ? [] : [['ann', markedUntil]])
  const noLimit = { ofApp: () => undefined, ofHost: () => undefined, ofUser: () => undefined }
  const kept = { replayMs: 60_000, reuseMs: 3_600_000 }
  const login = createLogin({
    apps: new Map([['wx1', app]]),
    exchangeCode: () => Promise.resolve(new Secret('ann')),
    issueToken: async () => ({ token: await issue(), expireAt: 7200 }),
    shared: new Memory({ clock, entries: 100, onEvict: () => undefined, ...kept }),
    admission: createAdmission({ inside: 10, waiting: 10 }),
    limits: noLimit,
    marks: {
      markedUntil: (_kind, _app, wxOpenId) => marks.get(wxOpenId.reveal()),
      unmark: async (_kind, _app, wxOpenId) => void marks.delete(wxOpenId.reveal()),
    },
    placeholder: { nickName: 'nick', avatar: 'https://avatar.example/a.png' },
    clock,
    timeoutMs: 1000,
  })
  let serial = 0
  const logIn = async (attempt: Partial<LoginAttempt> = {}) => {
    const code = `code-${(serial += 1)}`
    return (await login({ requestId: code, code, ...attempt } as LoginAttempt, {})).Token
  }
  return { logIn, marks }
}

const issuing = () => jest.fn<Promise<string>, []>().mockResolvedValue('the token')
const refusal = { code: 'Relay.DeletionPending', deleteAt: 7 * DAY_SECONDS }

describe('a login whose account is marked as about to be deleted', () => {
  it('is refused before IoT Explorer is asked, also where a token was kept', async () => {
    const issue = issuing()
    const { logIn, marks } = setUp(issue)
    await logIn()
    marks.set('ann', 8 * DAY_SECONDS)
    await expect(logIn()).rejects.toMatchObject(refusal)
    expect(issue).toHaveBeenCalledTimes(1)
  })

  it('is refused as well where the mark was made while it waited for another login', async () => {
    let fail: (error: unknown) => void = () => undefined
    const issue = issuing().mockReturnValueOnce(new Promise((_resolve, reject) => (fail = reject)))
    const { logIn, marks } = setUp(issue)
    const first = logIn().catch((error: unknown) => error)
    const waiting = logIn()
    await new Promise((resolve) => setImmediate(resolve))
    marks.set('ann', 8 * DAY_SECONDS)
    fail(relayError('InvalidParameterValue.UserLoginFailed'))
    await expect(waiting).rejects.toMatchObject(refusal)
    expect(await first).toMatchObject({ code: 'InvalidParameterValue.UserLoginFailed' })
    expect(issue).toHaveBeenCalledTimes(1)
  })

  it('succeeds when it says so, and removes the mark once IoT Explorer has agreed', async () => {
    const issue = issuing().mockRejectedValueOnce(relayError('IoTExplorer.Unreachable'))
    const { logIn, marks } = setUp(issue, 8 * DAY_SECONDS)
    await expect(logIn({ cancelDeletion: true })).rejects.toMatchObject({ code: 'IoTExplorer.Unreachable' })
    await expect(logIn()).rejects.toMatchObject(refusal)
    expect(await logIn({ cancelDeletion: true })).toBe('the token')
    expect(marks.size).toBe(0)
  })
})
