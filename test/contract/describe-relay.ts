import { answerOf, postLogin, type LoginAnswer } from '../stand-ins/running-relay'

export interface RelayUnderTest {
  /** Base URL, without a slash at its end. */
  url: string
  /** A fresh code that the relay can exchange. */
  mintCode(): string | Promise<string>
  close(): Promise<void>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An envelope with an error, JSON, not to be kept by any cache, with the code and status of the contract. */
export function expectFailure(answer: LoginAnswer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body.Response?.Error?.Code }).toEqual({ status, code })
  expect(answer.body.Response.Error.Message).toEqual(expect.any(String))
  expect(answer.body.Response.RequestId).toMatch(/^.{1,64}$/)
  expect(Object.keys(answer.body)).toEqual(['Response'])
  expect(Object.keys(answer.body.Response).sort()).toEqual(['Error', 'RequestId'])
  expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const retryAfter = answer.headers.get('retry-after')
  if (status === 429 || status === 503) expect(Number(retryAfter)).toBeGreaterThan(0)
}

/**
 * What any relay has to answer, whoever wrote it and however it is hosted: asked over HTTP, known by its URL
 * alone. The contract itself is `plugin/relay-client/contract.ts`.
 */
export function describeRelay(name: string, start: () => Promise<RelayUnderTest>): void {
  describe(`${name} keeps the contract`, () => {
    let relay: RelayUnderTest

    beforeAll(async () => {
      relay = await start()
    })
    afterAll(() => relay.close())

    it('trades a code for a token, with the seconds that it has left', async () => {
      const answer = await postLogin(relay.url, { code: await relay.mintCode() })
      expect(answer.status).toBe(200)
      const { Data, RequestId } = answer.body.Response
      expect(Data.Token).toMatch(/./)
      expect(Number.isSafeInteger(Data.ExpireAt)).toBe(true)
      expect(Number.isSafeInteger(Data.ExpiresIn)).toBe(true)
      expect(Data.ExpiresIn).toBeGreaterThan(0)
      expect(RequestId).toMatch(UUID)
      expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    })

    it('takes every field of the contract, and repeats the request id', async () => {
      const answer = await postLogin(relay.url, {
        code: await relay.mintCode(),
        codeType: 'login',
        nickName: '小明 😀&=+%',
        avatar: 'https://example.com/a.png?x=1&y=2',
        requestId: 'b52bGN4#@%$-_',
      })
      expect(answer.status).toBe(200)
      expect(answer.body.Response.RequestId).toBe('b52bGN4#@%$-_')
    })

    it('gives nothing but the token: no id of the user and no session_key', async () => {
      const { body, text } = await postLogin(relay.url, { code: await relay.mintCode() })
      const { CancelAccountTime: _cancelled, ...data } = body.Response.Data
      expect(Object.keys(data).sort()).toEqual(['ExpireAt', 'ExpiresIn', 'Token'])
      expect(text).not.toMatch(/openid|unionid|session/i)
    })

    it('exchanges a code once, and asks for a fresh one after that', async () => {
      const code = await relay.mintCode()
      expect((await postLogin(relay.url, { code })).status).toBe(200)
      const second = await postLogin(relay.url, { code, requestId: 'second' })
      expectFailure(second, 401, 'WeChat.CodeUsed')
      expect(second.body.Response.RequestId).toBe('second')
    })

    it('asks for a fresh code when WeChat does not know this one', async () => {
      expectFailure(await postLogin(relay.url, { code: 'never-minted' }), 401, 'WeChat.CodeInvalid')
    })

    it('refuses an id of the user that the caller brings along', async () => {
      const answer = await postLogin(relay.url, { code: await relay.mintCode(), openid: 'oSomebodyElse' })
      expectFailure(answer, 400, 'Relay.InvalidParameter')
    })

    it.each([
      ['no code', {}, 400, 'Relay.InvalidParameter'],
      ['an unknown code type', { code: 'c', codeType: 'phone' }, 400, 'Relay.InvalidParameter'],
      ['an app that it does not serve', { code: 'c', appId: 'wx00000000000000ff' }, 403, 'Relay.UnknownApp'],
      ['text that is not JSON', '{"code":', 400, 'Relay.InvalidJSON'],
    ])('refuses %s', async (_what, body, status, code) => {
      expectFailure(await postLogin(relay.url, body), status, code)
    })

    it('refuses a body that is no JSON by its type', async () => {
      const form = await postLogin(relay.url, 'code=1', {
        'content-type': 'application/x-www-form-urlencoded',
      })
      expectFailure(form, 415, 'Relay.UnsupportedMediaType')
    })

    it('refuses a body that is too large', async () => {
      const answer = await postLogin(relay.url, { code: 'c'.repeat(100_000) })
      expectFailure(answer, 413, 'Relay.BodyTooLarge')
    })

    it.each([
      ['GET', '/login'],
      ['POST', '/nowhere'],
    ])('answers %s %s, which does not exist, with an envelope too', async (method, path) => {
      expectFailure(await answerOf(await fetch(relay.url + path, { method })), 404, 'Relay.NotFound')
    })

    it('says that it is alive and ready', async () => {
      expect((await fetch(`${relay.url}/healthz`)).status).toBe(200)
      expect((await fetch(`${relay.url}/readyz`)).status).toBe(200)
    })
  })
}
