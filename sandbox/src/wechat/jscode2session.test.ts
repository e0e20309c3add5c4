import { NOW, sandboxRunner } from '../../test/running-sandbox'
import { DEFAULT_APP } from '../options'

const runSandbox = sandboxRunner(fetch)
const OTHER_APP = {
  appId: 'wx5a4db0c000000002',
  appSecret: 's2',
  iotAppKey: 'OtherAppKey',
  iotAppSecret: 'i2',
}

test('a code is traded for a session_key of 16 bytes and an openid, as JSON under text/plain', async () => {
  const { sandbox, code2Session } = await runSandbox()
  const { code } = sandbox.mintCode()
  const { status, contentType, json } = await code2Session({ js_code: code })
  expect([status, contentType]).toEqual([200, 'text/plain'])
  expect(Object.keys(json)).toEqual(['session_key', 'openid'])
  expect(Buffer.from(json.session_key, 'base64')).toHaveLength(16)
  expect(json.openid).toMatch(/^oSandbox_[\w-]{19}$/)
})

test('the same user has the same openid, another user or app another', async () => {
  const { sandbox, code2Session } = await runSandbox({ apps: [DEFAULT_APP, OTHER_APP] })
  const openId = async (user: string, app = DEFAULT_APP) => {
    const js_code = sandbox.mintCode({ user, appId: app.appId }).code
    return (await code2Session({ js_code, appid: app.appId, secret: app.appSecret })).json.openid as string
  }
  const ann = await openId('ann')
  expect(await openId('ann')).toBe(ann)
  expect(new Set([ann, await openId('bob'), await openId('ann', OTHER_APP)]).size).toBe(3)
})

test('a session_key is another each time', async () => {
  const { sandbox, code2Session } = await runSandbox()
  const key = async () =>
    (await code2Session({ js_code: sandbox.mintCode().code })).json.session_key as string
  expect(await key()).not.toBe(await key())
})

test('an app that has one gets the unionid, which is the same in all apps', async () => {
  const apps = [DEFAULT_APP, OTHER_APP].map((app) => ({ ...app, hasUnionId: true }))
  const { sandbox, code2Session } = await runSandbox({ apps })
  const unionIds = await Promise.all(
    apps.map(async ({ appId, appSecret }) => {
      const js_code = sandbox.mintCode({ appId }).code
      return (await code2Session({ js_code, appid: appId, secret: appSecret })).json.unionid as string
    }),
  )
  expect(unionIds[0]).toMatch(/^oSandboxUnion_/)
  expect(unionIds[0]).toBe(unionIds[1])
})

describe('is refused', () => {
  test.each([
    [41002, 'appid missing', { appid: '' }],
    [41004, 'appsecret missing', { secret: '' }],
    [41008, 'missing code', { js_code: '' }],
    [40002, 'invalid grant_type', { grant_type: 'client_credential' }],
    [40013, 'invalid appid', { appid: 'wx0000000000000000' }],
    [40125, 'invalid appsecret', { secret: 'wrong' }],
    [40029, 'invalid code', { js_code: 'not-minted-here' }],
  ])('with %i, %s, for %p', async (errcode, errmsg, difference) => {
    const { sandbox, code2Session } = await runSandbox()
    const { code } = sandbox.mintCode()
    const { status, json } = await code2Session({ js_code: code, ...difference })
    expect(status).toBe(200)
    expect(json).toEqual({ errcode, errmsg: expect.stringMatching(`^${errmsg}, rid: `) })
    expect((await code2Session({ js_code: code })).json).toHaveProperty('openid')
  })

  test('with 40163 when the code has been used', async () => {
    const { sandbox, code2Session } = await runSandbox()
    const { code } = sandbox.mintCode()
    await code2Session({ js_code: code })
    expect((await code2Session({ js_code: code })).json.errcode).toBe(40163)
  })

  test('with 40029 after five minutes, and not before', async () => {
    const { sandbox, code2Session } = await runSandbox()
    const [inTime, late] = [sandbox.mintCode(), sandbox.mintCode()]
    expect(late.expiresAt).toBe(NOW + 300)
    sandbox.clock.advance(299)
    expect((await code2Session({ js_code: inTime.code })).json).toHaveProperty('openid')
    sandbox.clock.advance(1)
    expect((await code2Session({ js_code: late.code })).json.errcode).toBe(40029)
  })

  test('with 40029 for the code of another app', async () => {
    const { sandbox, code2Session } = await runSandbox({ apps: [DEFAULT_APP, OTHER_APP] })
    const { code } = sandbox.mintCode({ appId: OTHER_APP.appId })
    expect((await code2Session({ js_code: code })).json.errcode).toBe(40029)
  })

  test('with 40029 for a wx.pluginLogin code', async () => {
    const { sandbox, code2Session } = await runSandbox()
    const { code } = sandbox.mintCode({ codeType: 'pluginLogin' })
    expect((await code2Session({ js_code: code })).json.errcode).toBe(40029)
  })
})
