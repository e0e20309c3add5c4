import { NOW, sandboxRunner } from '../../test/running-sandbox'
import { login } from '../../test/signed'
import { DEFAULT_APP } from '../options'

const runSandbox = sandboxRunner(fetch)

describe('codes', () => {
  test('are minted without a word', async () => {
    const { send } = await runSandbox()
    expect((await send('POST', '/sandbox/codes')).json).toEqual({
      code: expect.stringMatching(/^sandbox-code-[0-9a-f]{24}$/),
      user: 'user-1',
      appId: DEFAULT_APP.appId,
      codeType: 'login',
      expiresAt: NOW + 300,
    })
  })

  test('are minted for the user they are asked for', async () => {
    const { send } = await runSandbox()
    const asked = { user: 'ann', appId: DEFAULT_APP.appId, codeType: 'pluginLogin' }
    const { json } = await send('POST', '/sandbox/codes', { ...asked, hostAppId: 'wx00000000000000aa' })
    expect(json).toMatchObject(asked)
  })
})

describe('what makes no sense gets 400 and a cure:', () => {
  test.each([
    ['/sandbox/codes', '{', 'JSON object'],
    ['/sandbox/codes', '[]', 'JSON object'],
    ['/sandbox/codes', { name: 'ann' }, 'user, appId, codeType, hostAppId'],
    ['/sandbox/codes', { user: '' }, '1 to 64 characters'],
    ['/sandbox/codes', { user: 7 }, '1 to 64 characters'],
    ['/sandbox/codes', { appId: 'wx0000000000000000' }, DEFAULT_APP.appId],
    ['/sandbox/codes', { codeType: 'other' }, 'login, pluginLogin'],
    ['/sandbox/faults', {}, 'jscode2session'],
    ['/sandbox/faults', { target: 'wechat' }, 'closedConnection'],
    ['/sandbox/faults', { target: 'unknown', kind: 'html' }, 'AppGetTokenByWeiXin'],
    ['/sandbox/faults', { target: 'wechat', kind: 'other' }, 'closedConnection'],
    ['/sandbox/faults', { target: 'wechat', kind: 'html', times: 0 }, '1 to 1000'],
    ['/sandbox/faults', { target: 'wechat', kind: 'latency' }, 'milliseconds'],
    ['/sandbox/clock', {}, 'advanceSeconds or now'],
    ['/sandbox/clock', { advanceSeconds: 1, now: 1 }, 'advanceSeconds or now'],
    ['/sandbox/clock', { advanceSeconds: 0.5 }, 'integer'],
    ['/sandbox/clock', { now: NOW * 1000 }, 'integer'],
    ['/sandbox/tokens/revoke', {}, 'user'],
    ['/sandbox/tokens/revoke', { user: 'a', token: 'b' }, 'either'],
    ['/sandbox/envelope', {}, 'code, Response'],
    ['/sandbox/envelope', { form: 'xml' }, 'code, Response'],
    ['/sandbox/reset', { all: true }, 'none'],
  ])('POST %s %p', async (path, body, cure) => {
    const { send } = await runSandbox()
    const { status, json } = await send('POST', path, body)
    expect(status).toBe(400)
    expect(json.instructions).toContain(cure)
  })

  test.each(['?since=x', '?since=-1', '?from=1'])('GET /sandbox/journal%s', async (query) => {
    const { get } = await runSandbox()
    expect(await get(`/sandbox/journal${query}`)).toMatchObject({ status: 400 })
  })
})

test('faults are queued, shown and taken back', async () => {
  const { send, get, stableToken } = await runSandbox()
  const fault = { target: 'wechat', kind: 'html' }
  expect((await send('POST', '/sandbox/faults', fault)).json.fault).toEqual({ ...fault, remaining: 1 })
  expect((await get('/sandbox/faults')).json.faults).toHaveLength(1)
  expect((await send('DELETE', '/sandbox/faults')).json.faults).toEqual([])
  expect((await stableToken()).json).toHaveProperty('access_token')
})

test('the clock moves, is put to a moment, and goes back at a reset', async () => {
  const { send, get } = await runSandbox()
  expect((await send('POST', '/sandbox/clock', { advanceSeconds: 60 })).json.now).toBe(NOW + 60)
  expect((await send('POST', '/sandbox/clock', { advanceSeconds: -90 })).json.now).toBe(NOW - 30)
  expect((await send('POST', '/sandbox/clock', { now: 86_400 })).json).toEqual({
    now: 86_400,
    iso: '1970-01-02T00:00:00.000Z',
  })
  await send('POST', '/sandbox/reset')
  expect((await get('/sandbox/clock')).json.now).toBe(NOW)
})

describe('tokens are revoked', () => {
  test('by the name of the user', async () => {
    const { sandbox, send, code2Session, token, tokenApi } = await runSandbox()
    const { openid } = (await code2Session({ js_code: sandbox.mintCode({ user: 'ann' }).code })).json
    const [hers, other] = [await token({ WxOpenID: openid }), await token()]
    expect((await send('POST', '/sandbox/tokens/revoke', { user: 'ann' })).json).toEqual({ revoked: 1 })
    expect((await tokenApi('AppGetUser', { AccessToken: hers })).json.code).toBe(-1000)
    expect((await tokenApi('AppGetUser', { AccessToken: other })).json.code).toBe(0)
  })

  test('by the UserID, or one by itself', async () => {
    const { send, token } = await runSandbox()
    const first = await token()
    await token()
    expect((await send('POST', '/sandbox/tokens/revoke', { token: first })).json).toEqual({ revoked: 1 })
    expect((await send('POST', '/sandbox/tokens/revoke', { user: 'sandbox-user-1' })).json).toEqual({
      revoked: 1,
    })
  })
})

test('the world shows users, tokens and codes, and no secret of an app', async () => {
  const { sandbox, get, code2Session, token, stableToken } = await runSandbox({ tokenLifetimeSeconds: 60 })
  const { code } = sandbox.mintCode({ user: 'ann' })
  const { openid } = (await code2Session({ js_code: code })).json
  await token({ WxOpenID: openid })
  await stableToken()
  sandbox.mintCode({ user: 'bob' })
  sandbox.clock.advance(60)
  const { text, json } = await get('/sandbox/world')
  expect(json).toMatchObject({
    now: NOW + 60,
    users: [{ UserID: 'sandbox-user-1', user: 'ann', WxOpenID: openid, NickName: '小明' }],
    tokens: [{ UserID: 'sandbox-user-1', ExpireAt: NOW + 60, state: 'expired' }],
    codes: [
      { user: 'ann', state: 'spent' },
      { user: 'bob', state: 'unused' },
    ],
    weChatTokens: [{ state: 'valid' }],
  })
  expect(text).not.toContain('sandbox-not-a-real-secret')
})

test('the envelope changes its form until a reset', async () => {
  const { send, appApi } = await runSandbox()
  await send('POST', '/sandbox/envelope', { form: 'Response' })
  expect((await appApi(login())).json).toHaveProperty('Response.Data.Token')
  await send('POST', '/sandbox/reset')
  expect((await appApi(login())).json).toHaveProperty('data.Data.Token')
})

test('after a reset nothing is left', async () => {
  const { sandbox, send, get, token } = await runSandbox()
  const { code } = sandbox.mintCode()
  await token()
  sandbox.faults.add({ target: 'wechat', kind: 'html' })
  await send('POST', '/sandbox/reset')
  expect((await get('/sandbox/world')).json).toMatchObject({
    users: [],
    tokens: [],
    codes: [],
    weChatTokens: [],
  })
  expect(sandbox.world.codes.find(code)).toBeUndefined()
  expect(sandbox.faults.list()).toEqual([])
  expect(sandbox.journal.since().entries).toEqual([])
})
