import fc from 'fast-check'
import { startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { expectEnvelope } from './expect-envelope'

let running: RunningRelay
beforeAll(async () => {
  running = await startRelay({ environment: { RATE_LIMIT_PER_IP: '0', LOG_LEVEL: 'debug' } })
})
afterAll(() => running.close())

const runs = { numRuns: 120 }
const fields = [
  'code',
  'codeType',
  'appId',
  'nickName',
  'avatar',
  'requestId',
  'renew',
  'openid',
  '__proto__',
]

/** Bodies that look like one of ours, and are wrong in any way. */
const almostBody = fc.dictionary(
  fc.oneof(fc.constantFrom(...fields), fc.string()),
  fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('login', 'pluginLogin', null, 0)),
)
const contentType = fc.oneof(
  { weight: 4, arbitrary: fc.constant('application/json') },
  fc.constantFrom('application/json; charset=utf-16', 'application/JSON;', 'text/plain', 'application/x', ''),
)
const headerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/)
const headerValue = fc.stringMatching(/^[\x20-\x7e]{0,80}$/)
const headers = fc.dictionary(
  fc.oneof(
    headerName,
    fc.constantFrom('x-wx-openid', 'x-wx-source', 'x-forwarded-for', 'host', 'cookie', 'accept', 'expect'),
  ),
  headerValue,
)

/** Those that say where a body ends are the HTTP parser's, and tried on a socket. */
const withoutFraming = (given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !/^(content-|transfer-|upgrade)/.test(name)))

async function ask(method: string, url: string, head: Record<string, string>, payload?: string | Buffer) {
  const options = { method: method as 'POST', url, headers: withoutFraming(head) }
  const {
    statusCode,
    body,
    headers: answered,
  } = await running.relay.app.inject({
    ...options,
    ...(payload === undefined
      ? {}
      : { payload, headers: { ...options.headers, 'content-type': head.type ?? '' } }),
  })
  expect(answered['cache-control']).toBe('no-store')
  return { statusCode, text: body }
}

afterEach(() => {
  expect(running.logged.filter((line) => line.includes('"bug"'))).toEqual([])
  expect(running.sandbox.world.accounts.list()).toEqual([])
  expect(Object.keys(Object.prototype)).toEqual([])
})

describe('an envelope, and no login, comes of', () => {
  it('any JSON', async () => {
    const property = fc.asyncProperty(fc.oneof(almostBody, fc.jsonValue()), async (body) => {
      expectEnvelope(await ask('POST', '/login', { type: 'application/json' }, JSON.stringify(body)))
    })
    await fc.assert(property, runs)
  })

  it('any bytes under any type', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), contentType, async (bytes, type) => {
      expectEnvelope(await ask('POST', '/login', { type }, Buffer.from(bytes)))
    })
    await fc.assert(property, runs)
  })

  it('any text that is nearly JSON', async () => {
    const json = almostBody.map((body) => JSON.stringify(body))
    const cut = fc.tuple(json, fc.nat(), fc.string()).map(([text, at, put]) => {
      const index = at % (text.length + 1)
      return text.slice(0, index) + put + text.slice(index + put.length)
    })
    const property = fc.asyncProperty(cut, async (text) => {
      expectEnvelope(await ask('POST', '/login', { type: 'application/json' }, text))
    })
    await fc.assert(property, runs)
  })

  it('any headers', async () => {
    const property = fc.asyncProperty(headers, async (head) => {
      expectEnvelope(await ask('POST', '/login', { ...head, type: 'application/json' }, '{}'))
    })
    await fc.assert(property, runs)
  })

  it('any URL and method', async () => {
    const url = fc.oneof(
      fc.webUrl().map((text) => text.replace(/^https?:\/\/[^/]*/, '') || '/'),
      fc.string({ unit: 'grapheme' }).map((text) => `/${encodeURIComponent(text)}`),
      fc.stringMatching(/^\/login[\x21-\x7e]{1,20}$/),
    )
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
    const known = /^\/(healthz|readyz|metrics|openapi\.json)?$/
    const property = fc.asyncProperty(url, method, async (path, verb) => {
      fc.pre(!known.test(path.split('?')[0] ?? ''))
      expectEnvelope(await ask(verb, path, {}))
    })
    await fc.assert(property, runs)
  })
})
