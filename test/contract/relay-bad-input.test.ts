import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import {
  answerOf,
  postLogin,
  startRelay,
  type LoginAnswer,
  type RunningRelay,
} from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

let running: RunningRelay
beforeAll(async () => {
  running = await startRelay()
})
afterAll(() => running.close())

const message = (answer: LoginAnswer): string => answer.body.Response.Error.Message

/** The relay has passed nothing on, and still serves the next one. */
afterEach(async () => {
  const { url, sandbox } = running
  expect(sandbox.journal.since().entries).toEqual([])
  expect((await postLogin(url, { code: sandbox.mintCode().code })).status).toBe(200)
  sandbox.reset()
})

describe('a field that is wrong is refused by its name', () => {
  it.each<[string, string, unknown]>([
    ['code', 'missing', undefined],
    ['code', 'empty', ''],
    ['code', 'null', null],
    ['code', 'a number', 12345],
    ['code', 'an object', { $ne: '' }],
    ['code', 'a list', ['c']],
    ['code', '129 characters', 'c'.repeat(129)],
    ['code', 'a line end', 'c\r\nX-Evil: 1'],
    ['code', 'a NUL', 'c\u0000'],
    ['code', 'a blank', 'a b'],
    ['code', 'beyond ASCII', 'ｃode'],
    ['codeType', 'unknown', 'openid'],
    ['codeType', 'null', null],
    ['codeType', 'of a plugin, for a mini program', 'pluginLogin'],
    ['appId', 'a number', 1],
    ['appId', 'a path', '../wx1'],
    ['appId', '65 characters', 'w'.repeat(65)],
    ['nickName', 'empty', ''],
    ['nickName', 'true', true],
    ['nickName', 'a control character', 'a\u0007b'],
    ['nickName', 'a C1 control character', 'a\u0085b'],
    ['nickName', 'half an emoji', 'a\ud83d'],
    ['nickName', '65 characters', '名'.repeat(65)],
    ['avatar', 'a script', 'javascript:alert(1)'],
    ['avatar', 'a file', 'file:///etc/passwd'],
    ['avatar', 'a blank inside', 'https://example.com/a b'],
    ['avatar', 'a path on the phone', 'wxfile://tmp_1'],
    ['avatar', '1025 characters', `https://example.com/${'a'.repeat(1005)}`],
    ['requestId', 'empty', ''],
    ['requestId', 'a line end', 'a\nb'],
    ['requestId', '65 characters', 'r'.repeat(65)],
  ])('%s: %s', async (field, _what, value) => {
    const answer = await postLogin(running.url, { code: 'c', [field]: value })
    expectFailure(answer, 400, 'Relay.InvalidParameter')
    expect(message(answer)).toMatch(new RegExp(`^${field}: `))
    expect(answer.body.Response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('a nickname of 10,000 characters is more than any body may have', async () => {
    expectFailure(
      await postLogin(running.url, { code: 'c', nickName: 'n'.repeat(10_000) }),
      413,
      'Relay.BodyTooLarge',
    )
  })

  it.each(['openid', 'session_key', 'WxOpenID', 'constructor2', 'toString'])(
    'an unknown field: %s',
    async (name) => {
      const answer = await postLogin(running.url, { code: 'c', [name]: 'x' })
      expectFailure(answer, 400, 'Relay.InvalidParameter')
      expect(message(answer)).toBe(`Unknown field "${name}".`)
    },
  )

  it('an unknown field with a name that is long and strange is shown short and plain', async () => {
    const answer = await postLogin(running.url, { code: 'c', [`<b>\u202e\n${'x'.repeat(500)}`]: 1 })
    expect(message(answer)).toMatch(/^Unknown field "<b>\?\?x+"\.$/)
    expect(message(answer).length).toBeLessThan(70)
  })

  it('keeps a valid request id when another field is wrong', async () => {
    const { body } = await postLogin(running.url, { code: 7, requestId: 'mine-1' })
    expect(body.Response.RequestId).toBe('mine-1')
  })
})

describe('a body that is wrong', () => {
  it.each([
    ['empty', '', 'Relay.InvalidJSON'],
    ['cut off', '{"code":"c"', 'Relay.InvalidJSON'],
    ['of another language', 'code: c', 'Relay.InvalidJSON'],
    ['a polluted prototype', '{"code":"c","__proto__":{"admin":true}}', 'Relay.InvalidJSON'],
    ['a polluted constructor', '{"code":"c","constructor":{"prototype":{"a":1}}}', 'Relay.InvalidJSON'],
    ['deeply nested', `${'['.repeat(4000)}${']'.repeat(4000)}`, 'Relay.InvalidParameter'],
    ['a list', '[{"code":"c"}]', 'Relay.InvalidParameter'],
    ['a text', '"c"', 'Relay.InvalidParameter'],
    ['null', 'null', 'Relay.InvalidParameter'],
  ])('%s', async (_what, body, code) => {
    expectFailure(await postLogin(running.url, body), 400, code)
    expect(({} as { admin?: unknown }).admin).toBeUndefined()
  })

  it.each([
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data; boundary=x',
    'nonsense',
    '*/*',
  ])('is refused as %s', async (type) => {
    expectFailure(
      await postLogin(running.url, '{"code":"c"}', { 'content-type': type }),
      415,
      'Relay.UnsupportedMediaType',
    )
  })

  it('is refused without a type', async () => {
    const response = await fetch(`${running.url}/login`, {
      method: 'POST',
      body: Buffer.from('{"code":"c"}'),
    })
    expectFailure(await answerOf(response), 415, 'Relay.UnsupportedMediaType')
  })

  it('is missing altogether', async () => {
    expectFailure(
      await answerOf(await fetch(`${running.url}/login`, { method: 'POST' })),
      400,
      'Relay.InvalidParameter',
    )
  })

  it('is too large, and says so before it has all come', async () => {
    const { hostname, port } = new URL(running.url)
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': 1_000_000 }
      const request = httpRequest({ hostname, port, path: '/login', method: 'POST', headers }, (response) => {
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', reject)
      request.write('{"code":"')
    })
    expect(status).toBe(413)
  })
})

describe('a request that is wrong', () => {
  it.each([
    ['PUT', '/login'],
    ['GET', '/login?code=c'],
    ['POST', '/login/'],
    ['POST', '/LOGIN'],
    ['POST', '//login'],
    ['GET', '/../.env'],
    ['POST', '/healthz'],
  ])('%s %s is not found, and the refusal names what arrived', async (method, path) => {
    const answer = await answerOf(await fetch(running.url + path, { method }))
    expectFailure(answer, 404, 'Relay.NotFound')
    const arrived = path.replace('/..', '').replace(/\?.*/, '')
    expect(answer.body.Response.Error.Message).toContain(`${method} "${arrived}"`)
  })

  it('a path that is long or holds quotes is named within bounds', async () => {
    const answer = await answerOf(await fetch(`${running.url}/'"<b>${'a'.repeat(500)}`))
    const { Message } = answer.body.Response.Error
    expect(Message.length).toBeLessThan(200)
    expect(Message).not.toMatch(/<b>/)
  })

  it.each(['/%zz', '/login/%'])('%s is malformed, which no 500 says', async (path) => {
    expectFailure(await answerOf(await fetch(running.url + path)), 400, 'Relay.InvalidParameter')
  })

  it.each([
    ['is not HTTP', 'hello\r\n\r\n'],
    ['has an Expect of its own', 'POST /login HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\n\r\n'],
    ['has no Host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['has headers beyond measure', `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
  ])('that %s gets an envelope and the end of the connection', async (_what, bytes) => {
    const { hostname, port } = new URL(running.url)
    const reply = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), hostname, () => socket.write(bytes))
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('close', () => resolve(text)).on('error', reject)
    })
    const [head = '', body = ''] = reply.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 4(00|17) /)
    expect(JSON.parse(body).Response.Error.Code).toBe('Relay.InvalidParameter')
  })
})
