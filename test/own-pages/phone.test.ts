import { join } from 'node:path'
import { setImmediate } from 'node:timers'
import { getSession } from 'miniprogram-iot-login'
import { outcomes, testPhone, type OutcomeName, type TestPhone } from 'miniprogram-iot-login/testing'

const root = join(__dirname, 'host')
const HOME = 'pages/index/index'

const eventsOf = ({ events }: TestPhone) =>
  events
    .filter(({ name }) => name !== 'change')
    .map(({ name, detail }) => ({ name, code: (detail as { code?: string }).code }))

async function loginAfter(outcome: OutcomeName) {
  const phone = testPhone({ root })
  const page = await phone.open(HOME)
  phone.next(outcome)
  await page.tapLogin()
  return { phone, page }
}

describe('what the button tells its page is', () => {
  test.each<[OutcomeName, string, string | undefined]>([
    ['accepted', 'success', undefined],
    ['loginFails', 'fail', 'Client.NoCode'],
    ['devToolsSignedOut', 'fail', 'Client.DevToolsSignedOut'],
    ['appIdRejected', 'fail', 'Client.AppIDRejected'],
    ['loginBlocked', 'fail', 'Client.LoginBlocked'],
    ['offline', 'fail', 'Client.NetworkFailed'],
    ['interrupted', 'fail', 'Client.Interrupted'],
    ['timeout', 'fail', 'Client.RequestTimeout'],
    ['domainNotAllowed', 'fail', 'Client.DomainNotAllowed'],
    ['certificate', 'fail', 'Client.CertificateRejected'],
    ['tooManyRequests', 'fail', 'Client.TooManyRequests'],
    ['codeUsed', 'fail', 'WeChat.CodeUsed'],
    ['userBlocked', 'fail', 'WeChat.UserBlocked'],
    ['busy', 'fail', 'Relay.Busy'],
    ['rateLimited', 'fail', 'Relay.RateLimited'],
    ['relayBroken', 'fail', 'Relay.InternalError'],
    ['storageFull', 'success', undefined],
    ['profileRefused', 'success', undefined],
  ])('after %s: %s %s', async (outcome, name, code) => {
    const { phone } = await loginAfter(outcome)
    expect(eventsOf(phone)).toEqual([{ name, code }])
  })
})

test('no two outcomes look alike to a page', async () => {
  const seen = new Map<string, OutcomeName>()
  for (const name of Object.keys(outcomes) as OutcomeName[]) {
    const { phone } = await loginAfter(name)
    const sent = phone.requests.map(({ body }) => (body as { nickName?: string }).nickName ?? 'no name')
    const look = JSON.stringify([eventsOf(phone), sent, phone.storage.size, await afterwards(phone)])
    expect({ name, same: seen.get(look) }).toEqual({ name, same: undefined })
    seen.set(look, name)
  }
})

/** What a use of the token and a restart tell. */
async function afterwards(phone: TestPhone) {
  const used = getSession()
    .updateProfile({ nickName: '小明' })
    .then(
      () => 'ok',
      (error: unknown) => (error as { code: string }).code,
    )
  await phone.idle()
  const waits = new Promise((resolve) => setImmediate(() => resolve('waits')))
  const use = await Promise.race([used, waits])
  phone.restart()
  const page = await phone.open(HOME)
  return { use, label: page.see('iot-login__label') }
}

test('a full storage costs the token its life after a restart, and nothing else', async () => {
  const { phone } = await loginAfter('storageFull')
  expect(phone.storage.size).toBe(0)
})

test('a phone that starts again has its token from storage, and makes no call', async () => {
  const { phone } = await loginAfter('accepted')
  phone.restart()
  const page = await phone.open(HOME)
  expect(page.see('iot-login__label')).toBe('已登录')
  expect(phone.requests).toHaveLength(1)
})

test('a new phone knows nothing of the one before', async () => {
  await loginAfter('accepted')
  const phone = testPhone({ root })
  const page = await phone.open(HOME)
  expect(page.see('iot-login__label')).not.toBe('已登录')
  expect(eventsOf(phone)).toEqual([])
})

test('a login that WeChat never answers waits, until the clock of the test runs', async () => {
  jest.useFakeTimers()
  try {
    const { phone } = await loginAfter('loginHangs')
    expect(eventsOf(phone)).toEqual([])
    await jest.advanceTimersByTimeAsync(60_000)
    await phone.idle()
    expect(eventsOf(phone)).toEqual([{ name: 'fail', code: 'Client.CodeTimeout' }])
  } finally {
    jest.useRealTimers()
  }
})

test('a relay that never replies is given up by the component itself', async () => {
  jest.useFakeTimers()
  try {
    const { phone } = await loginAfter('hangs')
    await jest.advanceTimersByTimeAsync(60_000)
    await phone.idle()
    expect(eventsOf(phone)).toEqual([{ name: 'fail', code: 'Client.RequestTimeout' }])
  } finally {
    jest.useRealTimers()
  }
})

test('a failure is followed by a good login, since an outcome counts once', async () => {
  const { phone, page } = await loginAfter('offline')
  await page.tapLogin()
  expect(eventsOf(phone).map(({ name }) => name)).toEqual(['fail', 'success'])
  expect(page.see('greeting')).toBe('Welcome')
})

test('an outcome that does not exist is answered with those that do', () => {
  const phone = testPhone({ root })
  expect(() => phone.next('accepteed' as OutcomeName)).toThrow(Object.keys(outcomes).join(', '))
})

test('a function of wx that no test has scripted throws its name', () => {
  const { wx } = testPhone({ root })
  expect(() => (wx.chooseImage as () => void)()).toThrow('wx.chooseImage')
})

test('a function of wx that a test puts in place is the one that the page calls', async () => {
  const phone = testPhone({ root })
  phone.wx.login = ({ success }: { success: (result: object) => void }) => success({ code: 'of-the-test' })
  const page = await phone.open(HOME)
  await page.tapLogin()
  expect(phone.requests).toEqual([
    { url: 'https://login.example.com/login', body: expect.objectContaining({ code: 'of-the-test' }) },
  ])
  expect(eventsOf(phone)).toEqual([{ name: 'fail', code: 'WeChat.CodeInvalid' }])
})

test('a component that is not there is named, with the places that were looked in', async () => {
  await expect(testPhone({ root }).open('pages/lost/lost')).rejects.toThrow(
    /lost-component.*lost-component\.json/,
  )
})

test('a folder without app.json is refused by name', () => {
  expect(() => testPhone({ root: __dirname })).toThrow('app.json')
})
