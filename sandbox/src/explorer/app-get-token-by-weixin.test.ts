import { NOW, sandboxRunner, type Answer } from '../../test/running-sandbox'
import { LOGIN, login, loginWithout, signed } from '../../test/signed'

const runSandbox = sandboxRunner(fetch)

const DAY = 24 * 60 * 60
const codeOf = ({ json }: Answer) => json.data.Error.Code as string

describe('a login', () => {
  test('answers Token, ExpireAt and the RequestId it was given', async () => {
    const { appApi } = await runSandbox()
    const { status, json } = await appApi(login())
    expect(status).toBe(200)
    expect(json).toEqual({
      code: 0,
      msg: '',
      data: {
        Data: { Token: expect.stringMatching(/^sandbox-token-[0-9a-f]{32}$/), ExpireAt: NOW + 30 * DAY },
        RequestId: 'request-0001',
      },
    })
  })

  test('takes a Nonce of 0', async () => {
    const { appApi } = await runSandbox()
    expect((await appApi(login({ Nonce: 0 }))).json.code).toBe(0)
  })

  test('gives tokens the life that was chosen', async () => {
    const { appApi } = await runSandbox({ tokenLifetimeSeconds: 60 })
    expect((await appApi(login())).json.data.Data.ExpireAt).toBe(NOW + 60)
  })
})

describe('the first login', () => {
  test('registers the user with NickName and Avatar', async () => {
    const { token, tokenApi } = await runSandbox()
    const { json } = await tokenApi('AppGetUser', { AccessToken: await token() })
    expect(json.data.Data).toMatchObject({ NickName: '小明', Avatar: 'https://example.com/a.png' })
  })

  test.each(['NickName', 'Avatar'])('is refused when %s is empty', async (name) => {
    const { appApi, sandbox } = await runSandbox()
    const answer = await appApi(login({ [name]: '' }))
    expect(codeOf(answer)).toBe('InvalidParameterValue.ErrorUserNotExists')
    expect(answer.json.msg).toBe('账号不存在')
    expect(sandbox.world.accounts.list()).toEqual([])
  })
})

test.each([
  ['a NickName beyond the limit', { ...LOGIN, NickName: 'a'.repeat(21) }, 'NickNameLengthInvalid'],
  ['no profile of a new user', { ...LOGIN, NickName: undefined, Avatar: undefined }, 'ErrorUserNotExists'],
])('%s is told only to callers who signed, so that it proves a secret', async (_, request, code) => {
  const { appApi } = await runSandbox()
  expect(codeOf(await appApi(signed(request)))).toBe(`InvalidParameterValue.${code}`)
  expect((await appApi(signed(request, 'wrong'))).json.msg).toBe('Signature 无效')
})

describe('a later login', () => {
  test.each(['NickName', 'Avatar'])('needs no %s, as Tencent’s demo of 2021 sends none', async (name) => {
    const { appApi, token } = await runSandbox()
    expect(codeOf(await appApi(loginWithout(name)))).toBe('InvalidParameterValue.ErrorUserNotExists')
    await token()
    expect((await appApi(loginWithout(name))).json.code).toBe(0)
  })

  test('finds the same user and ignores the profile', async () => {
    const { token, tokenApi } = await runSandbox()
    const before = await tokenApi('AppGetUser', { AccessToken: await token() })
    const AccessToken = await token({ NickName: '别人', Avatar: 'https://example.com/other.png' })
    expect((await tokenApi('AppGetUser', { AccessToken })).json.data.Data).toEqual(before.json.data.Data)
  })

  test.each(['NickName', 'Avatar'])('is let in when %s is empty', async (name) => {
    const { appApi, token } = await runSandbox()
    await token()
    expect((await appApi(login({ [name]: '' }))).json.code).toBe(0)
  })

  test('leaves earlier tokens alone, unless told otherwise', async () => {
    for (const [newTokenRevokesOlder, code] of [
      [false, 0],
      [true, -1000],
    ] as const) {
      const { token, tokenApi } = await runSandbox({ newTokenRevokesOlder })
      const AccessToken = await token()
      await token()
      expect((await tokenApi('AppGetUser', { AccessToken })).json.code).toBe(code)
    }
  })
})

test('another WxOpenID and another AppKey are other users', async () => {
  const { DEFAULT_APP } = await import('../options')
  const other = {
    appId: 'wx5a4db0c000000002',
    appSecret: 's',
    iotAppKey: 'OtherAppKey',
    iotAppSecret: 'other',
  }
  const { appApi, sandbox } = await runSandbox({ apps: [DEFAULT_APP, other] })
  await appApi(login())
  await appApi(login({ WxOpenID: 'oExample_OpenID-0002' }))
  await appApi(signed({ ...LOGIN, AppKey: 'OtherAppKey' }, 'other'))
  expect(sandbox.world.accounts.list().map(({ userId }) => userId)).toEqual([
    'sandbox-user-1',
    'sandbox-user-2',
    'sandbox-user-3',
  ])
})

describe('the NickName', () => {
  test.each([
    ['a'.repeat(20), 0],
    ['a'.repeat(21), -1000],
    ['😀'.repeat(10), 0],
    [`${'😀'.repeat(10)}a`, -1000],
  ])('%s is counted in UTF-16 units', async (NickName, code) => {
    const { appApi } = await runSandbox()
    const answer = await appApi(login({ NickName }))
    expect(answer.json.code).toBe(code)
    if (code !== 0) expect(codeOf(answer)).toBe('InvalidParameterValue.NickNameLengthInvalid')
  })

  test('has the limit that was chosen', async () => {
    const { appApi } = await runSandbox({ nickNameMaxLength: 1 })
    expect(codeOf(await appApi(login()))).toBe('InvalidParameterValue.NickNameLengthInvalid')
  })
})

describe('the Timestamp', () => {
  test('may be any by default', async () => {
    const { appApi } = await runSandbox()
    expect((await appApi(login({ Timestamp: 0 }))).json.code).toBe(0)
  })

  test.each([
    [NOW - 300, 0],
    [NOW + 300, 0],
    [NOW - 301, -1000],
    [NOW + 301, -1000],
  ])('%i is held to the window that was chosen', async (Timestamp, code) => {
    const { appApi } = await runSandbox({ timestampWindowSeconds: 300 })
    const { json } = await appApi(login({ Timestamp }))
    expect(json.code).toBe(code)
    if (code !== 0) expect(json.data.Error.Code).toBe('InvalidParameterValue')
  })
})

describe('a Timestamp in milliseconds', () => {
  test('is refused with the cure', async () => {
    const { appApi } = await runSandbox()
    const { json } = await appApi(login({ Timestamp: NOW * 1000 }))
    expect(json.data.Error).toEqual({
      Code: 'InvalidParameterValue',
      Message: expect.stringContaining('send Unix seconds') as string,
    })
  })

  test('is taken when chosen, and held to the same window', async () => {
    const { appApi } = await runSandbox({ acceptMilliseconds: true, timestampWindowSeconds: 300 })
    expect((await appApi(login({ Timestamp: NOW * 1000 }))).json.code).toBe(0)
    expect((await appApi(login({ Timestamp: (NOW - 301) * 1000 }))).json.code).toBe(-1000)
  })
})

describe('a repeated request', () => {
  test('is served by default', async () => {
    const { appApi } = await runSandbox()
    await appApi(login())
    expect((await appApi(login())).json.code).toBe(0)
  })

  test('is refused when chosen, and the same Nonce at another time is not', async () => {
    const { appApi } = await runSandbox({ refuseRepeatedNonce: true })
    expect((await appApi(login())).json.code).toBe(0)
    const again = await appApi(login())
    expect(codeOf(again)).toBe('InvalidParameterValue')
    expect(again.json.msg).toContain('Nonce')
    expect((await appApi(login({ Timestamp: NOW + 1 }))).json.code).toBe(0)
  })
})

describe('a pending deletion', () => {
  test('is taken back by a login, which says so once', async () => {
    const { appApi, token, tokenApi, sandbox } = await runSandbox()
    await tokenApi('AppUserCancelAccount', { AccessToken: await token() })
    sandbox.clock.advance(6 * DAY)
    expect((await appApi(login())).json.data.Data.CancelAccountTime).toBe(NOW)
    expect((await appApi(login())).json.data.Data).not.toHaveProperty('CancelAccountTime')
    sandbox.clock.advance(2 * DAY)
    expect((await appApi(login({ NickName: '' }))).json.code).toBe(0)
  })

  test('ends the account after seven days, and its tokens with it', async () => {
    const { appApi, token, tokenApi, sandbox } = await runSandbox()
    const AccessToken = await token()
    await tokenApi('AppUserCancelAccount', { AccessToken })
    expect((await tokenApi('AppGetUser', { AccessToken })).json.code).toBe(0)
    sandbox.clock.advance(7 * DAY)
    expect(codeOf(await tokenApi('AppGetUser', { AccessToken }))).toBe(
      'InvalidParameterValue.InvalidAccessToken',
    )
    expect(codeOf(await appApi(login({ NickName: '' })))).toBe('InvalidParameterValue.ErrorUserNotExists')
    expect((await appApi(login())).json.data.Data).not.toHaveProperty('CancelAccountTime')
  })
})
