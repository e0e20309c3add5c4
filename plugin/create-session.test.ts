import { createSession } from './create-session'
import { installFakeWx, type FakeWx } from '../test/stand-ins/fake-wx'
import { rejectionOf } from '../test/stand-ins/rejection-of'
import { never, succeed } from '../test/stand-ins/scripted-call'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

const least = { relayUrl: 'https://relay.example.com/', appKey: 'app-key' }
const body = () => phone.request.calls[0]?.data as Record<string, unknown>

test('two options are enough for a login', async () => {
  expect(await createSession(least).login()).toMatchObject({ Token: 'token-1' })
  expect(phone.request.calls[0]?.url).toBe('https://relay.example.com/login')
  expect(body()).toEqual({
    code: 'code-1',
    codeType: 'login',
    requestId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/),
  })
  expect([...phone.storage.entries]).toEqual([
    ['iot-login:v1:app-key', { data: expect.objectContaining({ token: 'token-1' }), encrypt: true }],
  ])
})

test('each login has an id of its own', async () => {
  const session = createSession(least)
  await session.login()
  await session.login({ force: true })
  const ids = phone.request.calls.map(({ data }) => (data as { requestId: string }).requestId)
  expect(new Set(ids).size).toBe(2)
})

test('the code comes from where the options say', async () => {
  await createSession({ ...least, code: 'pluginLogin' }).login()
  expect(body()).toMatchObject({ code: 'code-1', codeType: 'pluginLogin' })
  expect(phone.log).not.toContain('login')
})

test('or from the host', async () => {
  await createSession({ ...least, code: () => 'of-the-host', appId: 'wx-host' }).login()
  expect(body()).toMatchObject({ code: 'of-the-host', codeType: 'login', appId: 'wx-host' })
  expect(phone.log).not.toContain('login')
})

test('the two time limits are those of the options', async () => {
  phone.login.next(never)
  const noCode = rejectionOf(createSession({ ...least, codeTimeout: 50 }).login())
  await jest.advanceTimersByTimeAsync(50)
  expect((await noCode).code).toBe('Client.CodeTimeout')

  phone.request.next(never)
  const noReply = rejectionOf(createSession({ ...least, requestTimeout: 70 }).login())
  await jest.advanceTimersByTimeAsync(70)
  expect((await noReply).code).toBe('Client.RequestTimeout')
})

test('the clock is the phone’s, and the margin that of the options', async () => {
  const session = createSession({ ...least, renewBefore: 1000 })
  await session.login()
  await jest.advanceTimersByTimeAsync(6_199_000)
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
  await jest.advanceTimersByTimeAsync(1000)
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
})

test('encryption can be left off', async () => {
  await createSession({ ...least, encrypt: false }).login()
  expect(phone.storage.entries.get('iot-login:v1:app-key')).toMatchObject({ encrypt: false })
})

test('the profile goes to the address of the options', async () => {
  const session = createSession({ ...least, tokenApiUrl: 'https://iot.example.com/tokenapi' })
  await session.updateProfile({ nickName: '小明' })
  expect(phone.request.calls[1]?.url).toBe('https://iot.example.com/tokenapi')
})

test('a client’s request holds no OpenID and no secret', async () => {
  await createSession(least).login({ profile: { nickName: '小明', avatar: 'https://a.example/b' } })
  expect(Object.keys(body()).sort()).toEqual(['avatar', 'code', 'codeType', 'nickName', 'requestId'])
})

describe('with a relay on WeChat’s cloud', () => {
  test.each([
    [{ callFunction: 'login' }, 'callFunction'],
    [{ callContainer: { env: 'prod-1', service: 'relay' } }, 'callContainer'],
  ] as const)('%j is called in place of wx.request, without a code', async (transport, name) => {
    expect(await createSession({ appKey: 'app-key', transport }).login()).toMatchObject({ Token: 'token-1' })
    expect(phone.log.filter((call) => !call.endsWith('Storage'))).toEqual([name])
    expect(Object.keys(phone[name].calls[0]?.data as object)).toEqual(['requestId'])
  })

  test('a code goes along where one is asked for', async () => {
    const transport = { callFunction: 'login' }
    await createSession({ appKey: 'app-key', transport, code: 'pluginLogin' }).login()
    expect(phone.callFunction.calls[0]?.data).toMatchObject({ code: 'code-1', codeType: 'pluginLogin' })
  })

  test('its refusal is the relay’s own, and retryable by its status', async () => {
    const result = { statusCode: 503, Response: { Error: { Code: 'WeChat.Busy', Message: '' } } }
    phone.callFunction.next(succeed({ result }))
    const session = createSession({ appKey: 'app-key', transport: { callFunction: 'login' } })
    expect(await rejectionOf(session.login())).toMatchObject({ code: 'WeChat.Busy', retryable: true })
  })
})
