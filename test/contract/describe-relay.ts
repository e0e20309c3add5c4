import { answerOf, postLogin, type LoginAnswer } from '../stand-ins/running-relay'
import { describeLogin, expectRefusal } from './describe-login'

export interface RelayUnderTest {
  /** Base URL, without a slash at its end. */
  url: string
  /** Sent with every login, as a platform in front of the relay would add them. */
  headers?: Record<string, string>
  /** See `LoginUnderTest`. */
  knowsUser?: boolean
  /** A fresh code that the relay can exchange. */
  mintCode(): string | Promise<string>
  close(): Promise<void>
}

/** An envelope with an error, JSON, not to be kept by any cache, with the code and status of the contract. */
export function expectFailure(answer: LoginAnswer, status: number, code: string): void {
  expectRefusal(answer, status, code)
  expect(Object.keys(answer.body)).toEqual(['Response'])
  expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const retryAfter = answer.headers.get('retry-after')
  if (status === 429 || status === 503) expect(Number(retryAfter)).toBeGreaterThan(0)
}

const json = { 'content-type': 'application/json' }

/** What any relay has to answer over HTTP, known only by its URL. */
export function describeRelay(name: string, start: () => Promise<RelayUnderTest>): void {
  describeLogin(name, async () => {
    const relay = await start()
    return { ...relay, post: (body) => postLogin(relay.url, body, { ...json, ...relay.headers }) }
  })

  describe(`${name}, as HTTP`, () => {
    let relay: RelayUnderTest

    beforeAll(async () => {
      relay = await start()
    })
    afterAll(() => relay.close())

    it('answers JSON that no cache may keep', async () => {
      const { headers, body } = await postLogin(relay.url, { code: await relay.mintCode() })
      expect(headers.get('content-type')).toMatch(/^application\/json\b/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(Object.keys(body)).toEqual(['Response'])
    })

    it('answers a failure in the same way', async () => {
      expectFailure(await postLogin(relay.url, { code: 'never-minted' }), 401, 'WeChat.CodeInvalid')
    })

    it('refuses text that is not JSON', async () => {
      expectFailure(await postLogin(relay.url, '{"code":'), 400, 'Relay.InvalidJSON')
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
