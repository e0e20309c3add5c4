import { createCloudFunction, loadConfig, type CloudContext, type CloudFunction } from '../../relay/src'
import { createSandbox, DEFAULT_APP, type Sandbox } from '../../sandbox/src'

/** The user that WeChat's cloud would name, whatever the event. */
const ann: CloudContext = { OPENID: 'oAnn', APPID: DEFAULT_APP.appId, SOURCE: 'wx_client' }

let sandbox: Sandbox
let main: CloudFunction

async function start(environment: Record<string, string> = {}, basePath = ''): Promise<void> {
  const config = loadConfig({ ...sandbox.relayEnvironment(), ...environment })
  main = createCloudFunction(config, { getWXContext: () => ann, basePath })
}

beforeEach(async () => {
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  await start()
})
afterEach(() => sandbox.close())

const ids = (): string[] => sandbox.world.accounts.list().map(({ wxOpenId }) => wxOpenId)

const forged = {
  'X-WX-SOURCE': 'wx_client',
  'x-wx-appid': DEFAULT_APP.appId,
  'X-WX-OPENID': 'oSomebodyElse',
  'x-wx-from-openid': 'oSomebodyElse',
  'x-wx-from-appid': DEFAULT_APP.appId,
}

interface Asked {
  body?: unknown
  headers?: Record<string, string>
  path?: string
  method?: string
}

/** As CloudBase's HTTP access hands it over. https://docs.cloudbase.net/en/service/access-cloud-function */
const httpAccess = ({ body = {}, headers = {}, path = '/login', method = 'POST' }: Asked) => ({
  path,
  httpMethod: method,
  headers: { 'content-type': 'application/json', host: 'env.service.tcloudbase.com', ...headers },
  queryStringParameters: {},
  requestContext: { requestId: 'r', envId: 'env', appId: 1, uin: 2 },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  isBase64Encoded: false,
})

/** As an API gateway does. https://cloud.tencent.com/document/product/583/12513 */
const gateway = (asked: Asked) => ({
  ...httpAccess(asked),
  pathParameters: {},
  queryString: {},
  headerParameters: {},
  stageVariables: { stage: 'release' },
  requestContext: { serviceId: 'service-1', path: '/login', httpMethod: 'POST', sourceIp: '203.0.113.7' },
})

const kinds = [
  ["CloudBase's HTTP access", httpAccess],
  ['an API gateway', gateway],
] as const

describe.each(kinds)('a request of %s', (_, event) => {
  test('logs in by a code, and is answered like one of a server', async () => {
    const { code } = sandbox.mintCode({ user: 'hua' })
    const reply = await main(event({ body: { code, requestId: 'r-1' } }))
    expect(reply).toMatchObject({ isBase64Encoded: false, statusCode: 200 })
    expect(reply.headers['content-type']).toMatch(/^application\/json/)
    expect(JSON.parse(reply.body)).toMatchObject({
      Response: { Data: { Token: expect.any(String) as string }, RequestId: 'r-1' },
    })
    expect(ids()).not.toContain('oAnn')
  })

  test('has no user by its headers, nor by the context', async () => {
    const reply = await main(event({ headers: forged }))
    expect(reply.statusCode).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ Response: { Error: { Code: 'Relay.InvalidParameter' } } })
    expect(ids()).toEqual([])
  })

  test('is the user of its code, whatever its headers say', async () => {
    const { code } = sandbox.mintCode({ user: 'hua' })
    expect((await main(event({ headers: forged, body: { code } }))).statusCode).toBe(200)
    expect(ids()).toHaveLength(1)
    expect(ids()).not.toContain('oSomebodyElse')
  })

  test('cannot delete an account by forged headers', async () => {
    const reply = await main(event({ headers: forged, path: '/account-deletion' }))
    expect(reply.statusCode).toBe(400)
  })

  test('may carry its body in Base64', async () => {
    const { code } = sandbox.mintCode()
    const text = Buffer.from(JSON.stringify({ code })).toString('base64')
    expect((await main({ ...event({ body: text }), isBase64Encoded: true })).statusCode).toBe(200)
  })

  test.each<[string, Asked, number]>([
    ['another path', { path: '/elsewhere' }, 404],
    ['no JSON', { body: '{' }, 400],
    ['another method', { method: 'PUT' }, 404],
    ['a method that there is not', { method: 'BREW' }, 404],
    ['health', { path: '/healthz', method: 'GET', body: '' }, 200],
    ['metrics, which are for private networks', { path: '/metrics', method: 'GET', body: '' }, 404],
    [
      'metrics, as if from one',
      { path: '/metrics', method: 'GET', body: '', headers: { 'x-forwarded-for': '10.0.0.1' } },
      404,
    ],
  ])('with %s is answered with its status', async (_what, asked, status) => {
    expect((await main(event(asked))).statusCode).toBe(status)
  })
})

test('requests of one address are limited, where the platform says the address', async () => {
  await start({ RATE_LIMIT_PER_IP: '2' })
  const statuses = []
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await main(gateway({ body: { code: sandbox.mintCode().code } }))).statusCode)
  }
  expect(statuses).toEqual([200, 200, 429])
})

test('what stands in front of the paths is left out', async () => {
  await start({}, '/iot')
  const { code } = sandbox.mintCode()
  expect((await main(httpAccess({ path: '/iot/login', body: { code } }))).statusCode).toBe(200)
})

test('a timer asks whether the relay is ready, and logs no user in', async () => {
  const timer = { Type: 'Timer', TriggerName: 'warm', Time: '2026-11-25T00:00:00Z', Message: '' } as const
  expect(await main(timer)).toMatchObject({ statusCode: 200, store: 'memory' })
  expect(ids()).toEqual([])
})

describe('a call', () => {
  test('that takes on the form of a request or a timer gives up its user', async () => {
    expect(
      await main({
        httpMethod: 'POST',
        path: '/login',
        headers: { ...forged, 'content-type': 'application/json' },
        body: '{}',
      }),
    ).toMatchObject({
      statusCode: 400,
    })
    await main({ Type: 'Timer', TriggerName: 'a' })
    expect(ids()).toEqual([])
  })

  test('cannot name its user by fields that look like headers', async () => {
    expect(await main({ headers: forged })).toMatchObject({ statusCode: 400 })
    expect(await main({ ...forged })).toMatchObject({ statusCode: 400 })
    expect(ids()).toEqual([])
  })

  test('names its route by path, and its user is that of the context', async () => {
    expect(await main({ path: '/login' })).toMatchObject({ statusCode: 200 })
    expect(ids()).toEqual(['oAnn'])
    const signed = await main({ path: '/tx-iot-sdk/signature' })
    expect(signed).toMatchObject({
      statusCode: 200,
      Response: { Data: { Signature: expect.any(String) as string } },
    })
  })

  test.each(['/metrics', '/wechat/events', '/elsewhere', 'login', 7, null])(
    'with the path %j is refused',
    async (path) => {
      expect(await main({ path })).toMatchObject({ statusCode: 400 })
      expect(ids()).toEqual([])
    },
  )
})
