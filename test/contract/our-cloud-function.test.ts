import { createCloudFunction, loadConfig, type CloudContext } from '../../relay/src'
import { createSandbox, DEFAULT_APP, type Sandbox } from '../../sandbox/src'
import { describeLogin, expectRefusal, type Answer } from './describe-login'

/** WeChat's own SDK, which reads the context of a call from the environment that the cloud gives it. */
const cloud = require('wx-server-sdk') as { getWXContext: () => CloudContext }

const calledBy = (context: Record<string, string>): void => {
  const names = Object.keys(context)
  for (const name of names) process.env[`WX_${name}`] = context[name]
  process.env.WX_CONTEXT_KEYS = names.map((name) => `WX_${name}`).join(',')
  process.env.TCB_SOURCE = 'wx_client'
}

const ann = { OPENID: 'oAnn', APPID: DEFAULT_APP.appId, UNIONID: 'uAnn' }

async function start(environment: Record<string, string> = {}) {
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const config = loadConfig({ ...sandbox.relayEnvironment(), ...environment })
  const main = createCloudFunction(config, { getWXContext: () => cloud.getWXContext() })
  return { sandbox, main }
}

describeLogin('our cloud function', async () => {
  const { sandbox, main } = await start()
  calledBy(ann)
  return {
    post: async (event): Promise<Answer> => {
      const { statusCode, ...body } = await main(event)
      return { status: statusCode, body, text: JSON.stringify(body) }
    },
    mintCode: () => sandbox.mintCode().code,
    knowsUser: true,
    close: () => sandbox.close(),
  }
})

describe('our cloud function', () => {
  let sandbox: Sandbox
  let main: Awaited<ReturnType<typeof start>>['main']
  const ids = (): string[] => sandbox.world.accounts.list().map(({ wxOpenId }) => wxOpenId)

  beforeEach(async () => ({ sandbox, main } = await start()))
  afterEach(() => sandbox.close())

  it('signs a login to tx-iot-sdk for the user of the context, where the event names that path', async () => {
    calledBy(ann)
    const reply = await main({ path: '/tx-iot-sdk/signature' })
    expect(reply).toMatchObject({
      statusCode: 200,
      Response: { Data: { AppKey: DEFAULT_APP.iotAppKey, UserId: expect.stringMatching(/^u_/) } },
    })
  })

  it('asks the context of the very call, and WeChat nothing', async () => {
    calledBy(ann)
    await main({})
    calledBy({ ...ann, OPENID: 'oBob' })
    await main({ nickName: '小波' })
    expect(ids()).toEqual(['oAnn', 'oBob'])
    expect(sandbox.journal.since().entries.map(({ operation }) => operation)).toEqual([
      'AppGetTokenByWeiXin',
      'AppGetTokenByWeiXin',
    ])
  })

  it('refuses a deletion that only Redis could keep, and takes no other path', async () => {
    calledBy(ann)
    await main({})
    const { statusCode, ...body } = await main({ path: '/account-deletion' })
    expectRefusal({ status: statusCode, body, text: '' }, 503, 'Relay.DeletionNotStored')
    const other = await main({ path: '/metrics' })
    expectRefusal({ status: other.statusCode, body: other, text: '' }, 400, 'Relay.InvalidParameter')
  })

  it('lets no caller say in the event who they are', async () => {
    calledBy(ann)
    // WeChat adds `userInfo` itself, and a caller can write one too.
    const answer = await main({ userInfo: { openId: 'oSomebodyElse', appId: DEFAULT_APP.appId } })
    expect(answer.statusCode).toBe(200)
    expect(ids()).toEqual(['oAnn'])
    const { statusCode, ...body } = await main({ OPENID: 'oSomebodyElse' })
    expectRefusal({ status: statusCode, body, text: '' }, 400, 'Relay.InvalidParameter')
  })

  it('knows a user of a mini program that shares its resources by the ids of that one', async () => {
    calledBy({ ...ann, FROM_OPENID: 'oFrom', FROM_APPID: DEFAULT_APP.appId, APPID: 'wxOwner' })
    expect((await main({})).statusCode).toBe(200)
    expect(ids()).toEqual(['oFrom'])
  })

  it('gives nothing to a user of an app that it does not serve', async () => {
    calledBy({ ...ann, APPID: 'wx00000000000000ff' })
    const { statusCode, ...body } = await main({})
    expectRefusal({ status: statusCode, body, text: '' }, 403, 'Relay.UnknownApp')
    expect(ids()).toEqual([])
  })

  it('needs a code when the call has no user, as that of a timer', async () => {
    calledBy({ APPID: DEFAULT_APP.appId })
    const { statusCode, ...body } = await main({})
    expectRefusal({ status: statusCode, body, text: '' }, 400, 'Relay.InvalidParameter')
    expect((await main({ code: sandbox.mintCode().code })).statusCode).toBe(200)
  })
})

it('sends the UnionID where it is told to, and never takes the OpenID for it', async () => {
  const { sandbox, main } = await start({ WX_ID_KIND: 'unionid' })
  calledBy(ann)
  await main({})
  expect(sandbox.world.accounts.list().map(({ wxOpenId }) => wxOpenId)).toEqual(['uAnn'])
  calledBy({ OPENID: 'oAnn', APPID: DEFAULT_APP.appId })
  const { statusCode, ...body } = await main({})
  expectRefusal({ status: statusCode, body, text: '' }, 500, 'WeChat.UnionIdMissing')
  await sandbox.close()
})
