import { connectRaw, upgradeRequest } from '../../test/stand-ins/raw-connection'
import { sandboxRunner } from '../test/running-sandbox'

const runSandbox = sandboxRunner(fetch)
const TOKENAPI = '/iot.cloud.tencent.com/api/exploreropen/tokenapi'

test('/ says that it is ready and what there is', async () => {
  const { get } = await runSandbox()
  const { json } = await get('/')
  expect(json.ready).toBe(true)
  expect(json.routes).toContain('GET /api.weixin.qq.com/sns/jscode2session')
  expect(json.routes).toContain('POST /sandbox/codes')
})

test.each([
  ['GET', '/nowhere'],
  ['POST', '/api.weixin.qq.com/sns/jscode2session'],
  ['GET', TOKENAPI],
  ['POST', '/iot.cloud.tencent.com/api/exploreropen/serviceapi'],
])('%s %s is answered with what there is', async (method, path) => {
  const { send } = await runSandbox()
  const { status, json } = await send(method, path)
  expect(status).toBe(404)
  expect(json.error).toContain(`${method} ${path}`)
  expect(json.routes).toContain('POST /iot.cloud.tencent.com/api/exploreropen/appapi')
})

test('what was asked for in a query is not repeated', async () => {
  const { get } = await runSandbox()
  expect((await get('/nowhere?secret=abc')).text).not.toContain('abc')
})

test('a body beyond 1 MiB is refused', async () => {
  const { send } = await runSandbox()
  const { status, json } = await send('POST', TOKENAPI, 'x'.repeat(1024 * 1024 + 1))
  expect(status).toBe(413)
  expect(json).toHaveProperty('instructions')
})

test.each([
  ['a platform', '/api.weixin.qq.com/sns/jscode2session'],
  ['the sandbox itself', '/sandbox/clock'],
])('Date of a reply of %s tells the moved clock, by which a relay corrects its own', async (_, path) => {
  const { sandbox, url } = await runSandbox()
  const dateOf = async () => (await fetch(url + path)).headers.get('date')
  expect(await dateOf()).toBe('Fri, 15 Jan 2027 08:00:00 GMT')
  sandbox.clock.advance(31 * 24 * 60 * 60)
  expect(await dateOf()).toBe('Mon, 15 Feb 2027 08:00:00 GMT')
})

describe('a page', () => {
  test.each(['http://localhost:8786', 'http://127.0.0.1:8786', 'http://[::1]', 'https://localhost'])(
    'of %s is served',
    async (origin) => {
      const { url } = await runSandbox()
      const response = await fetch(`${url}/sandbox/codes`, { method: 'POST', headers: { origin } })
      expect(response.status).toBe(200)
      expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    },
  )

  test.each(['https://example.com', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'null'])(
    'of %s is not',
    async (origin) => {
      const { url, sandbox } = await runSandbox()
      const response = await fetch(`${url}/sandbox/codes`, { method: 'POST', headers: { origin } })
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(sandbox.world.codes.list()).toEqual([])
    },
  )

  test('may ask beforehand, for every path', async () => {
    const { url } = await runSandbox()
    const headers = { origin: 'http://localhost:8786', 'access-control-request-headers': 'content-type' }
    const response = await fetch(url + TOKENAPI, { method: 'OPTIONS', headers })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type')
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
  })
})

describe('a name that leads to this machine', () => {
  const asks = async (url: string, host: string, path = '/sandbox/world') => {
    const raw = await connectRaw(url)
    raw.send(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    return raw.statusLine()
  }

  test.each(['localhost', 'localhost:8788', 'LOCALHOST', '127.0.0.1:1', '[::1]:8788', '192.168.1.7:8788'])(
    'is served when it is %s: no web site can have that name',
    async (host) => {
      expect(await asks((await runSandbox()).url, host)).toBe('HTTP/1.1 200 OK')
    },
  )

  test.each([
    'evil.example',
    'evil.example:8788',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'a b',
    '',
  ])('is refused when it is %p, which a web site could let point here', async (host) => {
    const { url } = await runSandbox()
    expect(await asks(url, host)).toBe('HTTP/1.1 403 Forbidden')
    expect(await asks(url, host, '/nowhere')).toBe('HTTP/1.1 403 Forbidden')
    const raw = await connectRaw(url)
    raw.send(upgradeRequest(url, '/iot.cloud.tencent.com/ws/explorer', { Host: host }))
    expect(await raw.statusLine()).toBe('HTTP/1.1 403 Forbidden')
  })

  test('is served when it was allowed, as a container’s is', async () => {
    const { url } = await runSandbox({ hosts: ['sandbox', 'Sandbox.Test'] })
    for (const host of ['sandbox:8788', 'sandbox.test']) expect(await asks(url, host)).toBe('HTTP/1.1 200 OK')
    expect(await asks(url, 'other')).toBe('HTTP/1.1 403 Forbidden')
  })
})
