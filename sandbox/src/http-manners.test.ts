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
