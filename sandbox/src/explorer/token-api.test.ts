import { sandboxRunner, type Answer } from '../../test/running-sandbox'
import { TOKEN_ACTIONS } from '../upstream/operation'

const runSandbox = sandboxRunner(fetch)

const codeOf = ({ json }: Answer) => json.data.Error.Code as string
const NO_TOKEN = 'InvalidParameterValue.InvalidAccessToken'

describe.each(TOKEN_ACTIONS)('%s', (Action) => {
  test.each([undefined, '', 'sandbox-token-unknown', 7])(
    'is refused with the token %p',
    async (AccessToken) => {
      const { tokenApi } = await runSandbox()
      const answer = await tokenApi(Action, { AccessToken })
      expect(answer.json).toMatchObject({ code: -1000, msg: 'Token无效' })
      expect(codeOf(answer)).toBe(NO_TOKEN)
    },
  )
})

describe('a token', () => {
  test('ends at its ExpireAt', async () => {
    const { token, tokenApi, sandbox } = await runSandbox({ tokenLifetimeSeconds: 60 })
    const AccessToken = await token()
    sandbox.clock.advance(59)
    expect((await tokenApi('AppGetUser', { AccessToken })).json.code).toBe(0)
    sandbox.clock.advance(1)
    expect(codeOf(await tokenApi('AppGetUser', { AccessToken }))).toBe(NO_TOKEN)
  })

  test('ends when it is revoked', async () => {
    const { token, tokenApi, sandbox } = await runSandbox()
    const AccessToken = await token()
    sandbox.world.accessTokens.revoke(AccessToken)
    expect(codeOf(await tokenApi('AppGetUser', { AccessToken }))).toBe(NO_TOKEN)
  })

  test('is not looked at before the Action and the RequestId', async () => {
    const { tokenApi } = await runSandbox()
    expect(codeOf(await tokenApi('AppGetTokenByWeiXin'))).toBe('InvalidAction')
    expect(codeOf(await tokenApi('AppGetUser', { RequestId: undefined }))).toBe('ErrorRequiredParamNotFound')
  })
})

test('an Action that is not here is answered with those that are', async () => {
  const { tokenApi, token } = await runSandbox()
  const answer = await tokenApi('AppGetProducts', { AccessToken: await token() })
  expect(codeOf(answer)).toBe('InvalidAction')
  for (const Action of TOKEN_ACTIONS) expect(answer.json.msg).toContain(Action)
})

test('the Action may be repeated in the path', async () => {
  const { send, token } = await runSandbox()
  const path = '/iot.cloud.tencent.com/api/exploreropen/tokenapi/AppGetUser?uin=unknown&cmd=AppGetUser'
  const body = { RegionId: 1, Action: 'AppGetUser', RequestId: '@#$%-_', AccessToken: await token() }
  expect((await send('POST', path, body)).json).toMatchObject({ code: 0, data: { RequestId: '@#$%-_' } })
})

test('AppGetUser tells who it is', async () => {
  const { token, tokenApi } = await runSandbox()
  const { json } = await tokenApi('AppGetUser', { AccessToken: await token() })
  expect(json.data.Data).toEqual({
    UserID: 'sandbox-user-1',
    NickName: '小明',
    Avatar: 'https://example.com/a.png',
    CountryCode: '',
    PhoneNumber: '',
    Email: '',
  })
})

describe('AppUpdateUser', () => {
  test('changes what it is given and nothing else', async () => {
    const { token, tokenApi } = await runSandbox()
    const AccessToken = await token()
    expect((await tokenApi('AppUpdateUser', { AccessToken, NickName: '小红' })).json.data.Data).toBe('OK')
    const { json } = await tokenApi('AppGetUser', { AccessToken })
    expect(json.data.Data).toMatchObject({ NickName: '小红', Avatar: 'https://example.com/a.png' })
  })

  test.each([
    [{ NickName: '' }, 'InvalidParameterValue.NickNameLengthInvalid'],
    [{ NickName: 'a'.repeat(21) }, 'InvalidParameterValue.NickNameLengthInvalid'],
    [{ NickName: 7 }, 'InvalidParameterValue'],
    [{ Avatar: 7 }, 'InvalidParameterValue'],
    [{ PhoneNumber: '13900000000' }, 'InvalidParameterValue.CheckVerifyCodeFailed'],
    [{ Email: 'a@example.com' }, 'InvalidParameterValue.CheckVerifyCodeFailed'],
  ])('refuses %p', async (change, code) => {
    const { token, tokenApi } = await runSandbox()
    expect(codeOf(await tokenApi('AppUpdateUser', { AccessToken: await token(), ...change }))).toBe(code)
  })
})

test.each([
  ['token', 0],
  ['all', -1000],
] as const)(
  'AppLogoutUser ends the token it came with; of logoutRevokes: %s, others answer %i',
  async (scope, code) => {
    const { token, tokenApi } = await runSandbox({ logoutRevokes: scope })
    const [here, elsewhere] = [await token(), await token()]
    expect((await tokenApi('AppLogoutUser', { AccessToken: here })).json.data.Data).toBe('OK')
    expect(codeOf(await tokenApi('AppGetUser', { AccessToken: here }))).toBe(NO_TOKEN)
    expect((await tokenApi('AppGetUser', { AccessToken: elsewhere })).json.code).toBe(code)
  },
)

test('settings are kept, and only 0 and 1 are settings', async () => {
  const { token, tokenApi } = await runSandbox()
  const AccessToken = await token()
  await tokenApi('AppUpdateUserSetting', { AccessToken, EnableWechatPush: 1 })
  const { json } = await tokenApi('AppGetUserSetting', { AccessToken })
  expect(json.data.UserSetting).toMatchObject({ EnableWechatPush: 1, EnableDeviceMessagePush: 0 })
  const refused = await tokenApi('AppUpdateUserSetting', { AccessToken, EnableWechatPush: 2 })
  expect(codeOf(refused)).toBe('InvalidParameterValue')
})

describe('families', () => {
  test('are created and listed by the page', async () => {
    const { token, tokenApi } = await runSandbox()
    const AccessToken = await token()
    for (const Name of ['one', 'two', 'three']) await tokenApi('AppCreateFamily', { AccessToken, Name })
    const { json } = await tokenApi('AppGetFamilyList', { AccessToken, Offset: 1, Limit: 1 })
    expect(json.data).toMatchObject({ FamilyList: [{ FamilyName: 'two' }], Total: 3 })
    expect(
      (await tokenApi('AppGetFamilyList', { AccessToken, Offset: 0, Limit: 100 })).json.data.FamilyList,
    ).toHaveLength(3)
  })

  test.each([
    ['AppCreateFamily', {}, 'ErrorRequiredParamNotFound'],
    ['AppGetFamilyList', { Limit: 101 }, 'InvalidParameterValue'],
    ['AppGetFamilyList', { Offset: -1 }, 'InvalidParameterValue'],
    ['AppGetFamilyList', { Offset: '0' }, 'InvalidParameterValue'],
  ])('%s refuses %p', async (Action, parameters, code) => {
    const { token, tokenApi } = await runSandbox()
    expect(codeOf(await tokenApi(Action, { AccessToken: await token(), ...parameters }))).toBe(code)
  })
})

test('the Response form wraps success and failure alike', async () => {
  const { tokenApi, token, sandbox } = await runSandbox()
  const AccessToken = await token()
  sandbox.envelope.form = 'Response'
  expect((await tokenApi('AppLogoutUser', { AccessToken })).json).toEqual({
    Response: { Data: 'OK', RequestId: 'request-0002' },
  })
  expect((await tokenApi('AppGetUser', { AccessToken })).json).toEqual({
    Response: { Error: { Code: NO_TOKEN, Message: 'Token无效' }, RequestId: 'request-0002' },
  })
})
