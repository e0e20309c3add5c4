import type { LoginAnswer } from '../stand-ins/running-relay'

/** How a relay answered, whatever carried it. */
export type Answer = Pick<LoginAnswer, 'status' | 'body' | 'text'>

export interface LoginUnderTest {
  /** Asks for a login with this body. */
  post(body: unknown): Promise<Answer>
  /** A fresh code that the relay can exchange. */
  mintCode(): string | Promise<string>
  /** The platform around the relay tells who the user is, so that a code is not needed. Default: no. */
  knowsUser?: boolean
  close(): Promise<void>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An envelope with an error, with the code and status of the contract. */
export function expectRefusal({ status, body }: Answer, expectedStatus: number, code: string): void {
  expect({ status, code: body.Response?.Error?.Code }).toEqual({ status: expectedStatus, code })
  expect(body.Response.Error.Message).toEqual(expect.any(String))
  expect(body.Response.RequestId).toMatch(/^.{1,64}$/)
  expect(Object.keys(body.Response).sort()).toEqual(['Error', 'RequestId'])
}

/**
 * The replies of any relay to a login, however it is hosted and whatever carries it. The
 * contract itself is `plugin/relay-client/contract.ts`.
 */
export function describeLogin(name: string, start: () => Promise<LoginUnderTest>): void {
  describe(`a login at ${name}`, () => {
    let relay: LoginUnderTest

    beforeAll(async () => {
      relay = await start()
    })
    afterAll(() => relay.close())

    it('trades a code for a token, with the seconds that it has left', async () => {
      const { status, body } = await relay.post({ code: await relay.mintCode() })
      expect(status).toBe(200)
      const { Data, RequestId } = body.Response
      expect(Data.Token).toMatch(/./)
      expect(Number.isSafeInteger(Data.ExpireAt)).toBe(true)
      expect(Number.isSafeInteger(Data.ExpiresIn)).toBe(true)
      expect(Data.ExpiresIn).toBeGreaterThan(0)
      expect(RequestId).toMatch(UUID)
    })

    it('takes every field of the contract, and repeats the request id', async () => {
      const { status, body } = await relay.post({
        code: await relay.mintCode(),
        codeType: 'login',
        nickName: '小明 😀&=+%',
        avatar: 'https://example.com/a.png?x=1&y=2',
        requestId: 'b52bGN4#@%$-_',
      })
      expect(status).toBe(200)
      expect(body.Response.RequestId).toBe('b52bGN4#@%$-_')
    })

    it('gives nothing but the token: no id of the user and no session_key', async () => {
      const { body, text } = await relay.post({ code: await relay.mintCode() })
      const { CancelAccountTime: _cancelled, Placeholder: _placeholder, ...data } = body.Response.Data
      expect(Object.keys(data).sort()).toEqual(['ExpireAt', 'ExpiresIn', 'Token'])
      expect(text).not.toMatch(/openid|unionid|session/i)
    })

    it('exchanges a code once, and asks for a fresh one after that', async () => {
      const code = await relay.mintCode()
      expect((await relay.post({ code })).status).toBe(200)
      const second = await relay.post({ code, requestId: 'second' })
      expectRefusal(second, 401, 'WeChat.CodeUsed')
      expect(second.body.Response.RequestId).toBe('second')
    })

    it('asks for a fresh code when WeChat does not know this one', async () => {
      expectRefusal(await relay.post({ code: 'never-minted' }), 401, 'WeChat.CodeInvalid')
    })

    it('refuses an id of the user that the caller brings along', async () => {
      const answer = await relay.post({ code: await relay.mintCode(), openid: 'oSomebodyElse' })
      expectRefusal(answer, 400, 'Relay.InvalidParameter')
    })

    it('needs a code, unless the platform around it tells who the user is', async () => {
      const answer = await relay.post({ nickName: '小红' })
      if (relay.knowsUser === true) expect(answer.body.Response.Data.Token).toMatch(/./)
      else expectRefusal(answer, 400, 'Relay.InvalidParameter')
    })

    it.each([
      ['an unknown code type', { code: 'c', codeType: 'phone' }, 400, 'Relay.InvalidParameter'],
      ['an app that it does not serve', { code: 'c', appId: 'wx00000000000000ff' }, 403, 'Relay.UnknownApp'],
      ['a field of the wrong type', { code: 7 }, 400, 'Relay.InvalidParameter'],
      ['no object', ['c'], 400, 'Relay.InvalidParameter'],
    ])('refuses %s', async (_what, body, status, code) => {
      expectRefusal(await relay.post(body), status, code)
    })

    it('refuses a body that is too large', async () => {
      expectRefusal(await relay.post({ code: 'c'.repeat(100_000) }), 413, 'Relay.BodyTooLarge')
    })
  })
}
