import { createHash } from 'node:crypto'
import { createRelay, loadConfig, type ProfileEvent } from '../../relay/src'
import { addressIn, openAvatarStage, type AvatarStage } from '../stand-ins/avatar-relay'
import { answerOf, postLogin } from '../stand-ins/running-relay'
import { pictureOf } from '../stand-ins/uploaded-picture'

const TOKEN = 'pushtoken'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const PLACEHOLDER = '微信用户'

let stage: AvatarStage
let sandboxUrl: string

beforeEach(async () => {
  stage = await openAvatarStage()
  sandboxUrl = new URL(stage.sandbox.relayEnvironment().WECHAT_API_URL ?? '').origin
})
afterEach(() => stage.close())

const start = (environment: Record<string, string> = {}) =>
  stage.start({ WECHAT_PUSH_TOKEN: TOKEN, ...environment })

/** WeChat sends an event to the relay; what came back of each delivery. */
async function send(url: string, fields: Record<string, unknown> = {}, path = '/sandbox/wechat-events') {
  const body = {
    url: `${url}/wechat/events`,
    token: TOKEN,
    user: 'ann',
    event: 'user_authorization_revoke',
    ...fields,
  }
  if (path.endsWith('verify')) for (const name of ['user', 'event']) Reflect.deleteProperty(body, name)
  const headers = { 'content-type': 'application/json' }
  const reply = await answerOf(
    await fetch(sandboxUrl + path, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
  return reply.body
}

/** Ann and Bob, each with a name and a picture. */
async function twoUsers(url: string) {
  const ann = addressIn(await stage.upload(url, await pictureOf('#f00'), { nickName: '小红' }))
  const bob = addressIn(
    await stage.upload(url, await pictureOf('#00f'), { code: stage.codeOf('bob'), nickName: '小明' }),
  )
  return { ann, bob }
}

it('WeChat is told that the server knows the token, and a wrong token is refused', async () => {
  const url = await start()
  expect((await send(url, {}, '/sandbox/wechat-events/verify')).acknowledged).toBe(true)
  const wrong = await send(url, { token: 'othertoken' }, '/sandbox/wechat-events/verify')
  expect(wrong).toMatchObject({ acknowledged: false, status: 401 })
})

describe.each([
  ['plain, XML', { mode: 'plain', format: 'xml' }, {}],
  ['plain, JSON', { mode: 'plain', format: 'json' }, {}],
  ['AES, XML', { mode: 'aes', format: 'xml', encodingAesKey: AES_KEY }, { WECHAT_PUSH_AES_KEY: AES_KEY }],
  ['AES, JSON', { mode: 'aes', format: 'json', encodingAesKey: AES_KEY }, { WECHAT_PUSH_AES_KEY: AES_KEY }],
] as const)('%s:', (_mode, delivery, environment) => {
  it.each([
    ['user_authorization_revoke', { revokeInfo: '6' }],
    ['user_authorization_revoke', { revokeInfo: '19' }],
    ['user_authorization_revoke', { revokeInfo: '20' }],
    ['user_info_modified', { withoutOpenId: true }],
    ['user_authorization_cancellation', {}],
  ])('%s %j deletes the picture of that user and of no other', async (event, fields) => {
    const url = await start(environment)
    const { ann, bob } = await twoUsers(url)
    const { deliveries } = await send(url, { event, ...delivery, ...fields })
    expect(deliveries).toMatchObject([{ status: 200, body: 'success' }])
    expect((await stage.pictureAt(url, ann)).status).toBe(404)
    expect((await stage.pictureAt(url, bob)).status).toBe(200)
    expect(stage.kept()).toHaveLength(1)
  })
})

it('the account is reset at the next login, which is the first time that nothing is cancelled by it', async () => {
  const url = await start()
  const { bob } = await twoUsers(url)
  await send(url)
  expect(stage.accountOf()?.nickName).toBe('小红')
  expect((await postLogin(url, { code: stage.codeOf() })).status).toBe(200)
  expect(stage.accountOf()).toMatchObject({ nickName: PLACEHOLDER, avatar: expect.stringContaining('mmbiz') })
  expect(stage.accountOf('bob')).toMatchObject({ nickName: '小明', avatar: bob })
})

it('a login that comes with a new name writes that one, and the next one changes nothing', async () => {
  const url = await start()
  await twoUsers(url)
  await send(url)
  await postLogin(url, { code: stage.codeOf(), nickName: '红红' })
  expect(stage.accountOf()?.nickName).toBe('红红')
  await postLogin(url, { code: stage.codeOf() })
  expect(stage.accountOf()?.nickName).toBe('红红')
})

it('a reset that fails is done by a later login, and keeps no user from logging in', async () => {
  const url = await start()
  await twoUsers(url)
  await send(url)
  stage.sandbox.faults.add({ target: 'AppUpdateUser', kind: 'http500', times: 5 })
  expect((await postLogin(url, { code: stage.codeOf() })).status).toBe(200)
  expect(stage.accountOf()?.nickName).toBe('小红')
  stage.sandbox.faults.clear()
  await postLogin(url, { code: stage.codeOf() })
  expect(stage.accountOf()?.nickName).toBe(PLACEHOLDER)
})

it('a second delivery, also after a restart, leaves the picture that the user chose since then', async () => {
  const url = await start()
  await twoUsers(url)
  const { event } = await send(url, { times: 2 })
  const again = addressIn(await stage.upload(url, await pictureOf('#0f0'), { nickName: '新' }))
  await stage.stopLast()
  const restarted = await start()
  const signature = createHash('sha1').update(['1', '2', TOKEN].sort().join('')).digest('hex')
  const delivered = await fetch(`${restarted}/wechat/events?timestamp=1&nonce=2&signature=${signature}`, {
    method: 'POST',
    body: JSON.stringify(event),
  })
  expect(await delivered.text()).toBe('success')
  expect((await stage.pictureAt(restarted, again)).status).toBe(200)
  await postLogin(restarted, { code: stage.codeOf() })
  expect(stage.accountOf()).toMatchObject({ nickName: '新', avatar: again })
})

it('a later withdrawal counts again', async () => {
  const url = await start()
  await twoUsers(url)
  await send(url)
  const again = addressIn(await stage.upload(url, await pictureOf('#0f0')))
  expect(stage.accountOf()).toMatchObject({ nickName: PLACEHOLDER, avatar: again })
  stage.sandbox.clock.advance(5)
  await send(url)
  expect((await stage.pictureAt(url, again)).status).toBe(404)
})

it('another kind of data, and another event, change nothing and are acknowledged', async () => {
  const url = await start()
  const { ann } = await twoUsers(url)
  expect((await send(url, { revokeInfo: '8' })).deliveries).toMatchObject([{ body: 'success' }])
  expect((await stage.pictureAt(url, ann)).status).toBe(200)
})

it.each<[string, Record<string, string>, Record<string, string>]>([
  ['a wrong signature', {}, { spoil: 'signature' }],
  ['another token', {}, { token: 'othertoken' }],
  [
    'a wrong signature of the message',
    { WECHAT_PUSH_AES_KEY: AES_KEY },
    { mode: 'aes', encodingAesKey: AES_KEY, spoil: 'msg_signature' },
  ],
  [
    'another key',
    { WECHAT_PUSH_AES_KEY: AES_KEY },
    { mode: 'aes', encodingAesKey: AES_KEY.replace('a', 'b') },
  ],
  ['a message in plain, where there is a key,', { WECHAT_PUSH_AES_KEY: AES_KEY }, {}],
])(
  '%s is a 401 that deletes nothing, and of which the log tells nothing of a user',
  async (_what, environment, fields) => {
    const url = await start(environment)
    const { ann } = await twoUsers(url)
    stage.logged.length = 0
    const { event, deliveries } = await send(url, fields)
    expect(deliveries).toHaveLength(3)
    expect(deliveries[0]).toMatchObject({ status: 401, body: '' })
    expect((await stage.pictureAt(url, ann)).status).toBe(200)
    expect(stage.logged.join('')).toContain('WECHAT_PUSH_TOKEN')
    expect(stage.logged.join('')).not.toContain(event.FromUserName)
  },
)

it("a plugin's user is found by the OpenPID, which is another one in each host", async () => {
  const url = await start({ WECHAT_APP_KIND: 'plugin' })
  const appId = stage.sandbox.relayEnvironment().WECHAT_APP_ID
  const hostAppId = 'wxhost000000000001'
  const { code } = stage.sandbox.mintCode({ user: 'ann', codeType: 'pluginLogin', hostAppId })
  const answer = await stage.upload(url, await pictureOf('#f00'), { code, codeType: 'pluginLogin' })
  await send(url, { hostAppId: 'wxhost000000000002', appId })
  expect((await stage.pictureAt(url, addressIn(answer))).status).toBe(200)
  await send(url, { hostAppId, appId })
  expect((await stage.pictureAt(url, addressIn(answer))).status).toBe(404)
})

it("the host's own server is told of each event once, and makes WeChat come again where it fails", async () => {
  const told: ProfileEvent[] = []
  let isDown = true
  const settings = { ...stage.sandbox.relayEnvironment(), WECHAT_PUSH_TOKEN: TOKEN, DATA_DIR: stage.folder }
  const relay = createRelay(loadConfig(settings), {
    onProfileEvent(event) {
      told.push(event)
      if (isDown) throw new Error('the database of the host is away')
    },
  })
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  const failed = await send(url)
  expect(failed.deliveries.map(({ status }: { status: number }) => status)).toEqual([503, 503, 503])
  isDown = false
  stage.sandbox.clock.advance(1)
  const { event } = await send(url, { times: 2 })
  expect(told).toHaveLength(4)
  expect(told[3]).toMatchObject({ event: 'user_authorization_revoke', at: event.CreateTime })
  expect(told[3]?.openId.reveal()).toBe(event.OpenID)
  await relay.close()
})
