import { loadConfig } from '../../relay/src'
import { DEFAULT_APP } from '../../sandbox/src'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { describeRelay, expectFailure } from './describe-relay'

const trusting = { environment: { TRUST_CLOUDBASE_HEADERS: 'true' } }
const byAnn = {
  'content-type': 'application/json',
  'x-wx-source': 'wx_client',
  'x-wx-appid': DEFAULT_APP.appId,
  'x-wx-openid': 'oAnn',
}

describeRelay('our relay on CloudBase Run', async () => {
  const { url, sandbox, close } = await startRelay(trusting)
  return { url, headers: byAnn, knowsUser: true, mintCode: () => sandbox.mintCode().code, close }
})

let relay: RunningRelay
const ids = (): string[] => relay.sandbox.world.accounts.list().map(({ wxOpenId }) => wxOpenId)

describe('where the headers of CloudBase Run are trusted', () => {
  beforeEach(async () => {
    relay = await startRelay(trusting)
  })
  afterEach(() => relay.close())

  it('they name the user, and WeChat is not asked', async () => {
    expect((await postLogin(relay.url, {}, byAnn)).status).toBe(200)
    expect(ids()).toEqual(['oAnn'])
    expect(relay.sandbox.journal.since().entries).toHaveLength(1)
  })

  it('a code that comes along goes first', async () => {
    const { code } = relay.sandbox.mintCode()
    expect((await postLogin(relay.url, { code }, byAnn)).status).toBe(200)
    expect(ids()).toEqual([expect.stringMatching(/^oSandbox_/)])
  })

  it('the FROM headers go first, as those of a mini program that shares resources', async () => {
    const from = { 'x-wx-from-openid': 'oFrom', 'x-wx-from-appid': DEFAULT_APP.appId }
    await postLogin(relay.url, {}, { ...byAnn, 'x-wx-appid': 'wxOwner', ...from })
    expect(ids()).toEqual(['oFrom'])
  })

  it.each([
    ['without a source', { 'x-wx-source': '' }],
    ['without an app', { 'x-wx-appid': '' }],
    ['without a user', { 'x-wx-openid': '' }],
    ['with two users', { 'x-wx-openid': 'oAnn, oBob' }],
    ['with a user beyond measure', { 'x-wx-openid': 'o'.repeat(129) }],
    ['with half of a FROM pair', { 'x-wx-from-openid': 'oFrom' }],
  ])('%s they name no user, and a code is needed', async (_what, difference) => {
    const answer = await postLogin(relay.url, {}, { ...byAnn, ...difference })
    expectFailure(answer, 400, 'Relay.InvalidParameter')
    expect(answer.body.Response.Error.Message).toMatch(/^code: required/)
    expect(ids()).toEqual([])
  })

  it.each([
    ['the app of the headers is not served', { 'x-wx-appid': 'wx00000000000000ff' }, {}],
    ['the caller names another app', {}, { appId: 'wx00000000000000ff' }],
  ])('nothing is given when %s', async (_what, difference, body) => {
    expectFailure(await postLogin(relay.url, body, { ...byAnn, ...difference }), 403, 'Relay.UnknownApp')
    expect(ids()).toEqual([])
  })
})

describe('where they are not', () => {
  it('they are ignored, and a code is needed', async () => {
    relay = await startRelay()
    expectFailure(await postLogin(relay.url, {}, byAnn), 400, 'Relay.InvalidParameter')
    const { code } = relay.sandbox.mintCode()
    expect((await postLogin(relay.url, { code }, byAnn)).status).toBe(200)
    expect(ids()).toEqual([expect.stringMatching(/^oSandbox_/)])
    await relay.close()
  })
})

/** https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/development/call/faq.html */
const MOST_OF_CLOUDBASE_RUN_MS = 15_000

it('ends a login, by default, before CloudBase Run ends the request', () => {
  const { login, upstream } = loadConfig({
    WECHAT_APP_ID: DEFAULT_APP.appId,
    WECHAT_APP_SECRET: DEFAULT_APP.appSecret,
    IOT_APP_KEY: DEFAULT_APP.iotAppKey,
    IOT_APP_SECRET: DEFAULT_APP.iotAppSecret,
  })
  // With a second for the way, and for what follows the deadline.
  expect(login.timeoutMs).toBeLessThanOrEqual(MOST_OF_CLOUDBASE_RUN_MS - 1000)
  expect(upstream.timeoutMs).toBeLessThan(login.timeoutMs)
})
