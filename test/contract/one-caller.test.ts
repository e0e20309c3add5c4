import { createRelay, loadConfig } from '../../relay/src'
import { startTinyUpstream, type TinyUpstream } from '../stand-ins/tiny-upstream'

/** More than it takes to open a breaker, and fewer than one user's limit of logins a minute. */
const LOGINS = 22

type Answer = { status?: number; body?: unknown; reset?: true }

const failed = (Code: string): Answer => ({ body: { code: -1000, data: { Error: { Code, Message: 'm' } } } })
const statuses = [301, 302, 400, 401, 403, 404, 405, 408, 413, 422, 429, 451, 500, 502, 503, 504]
const cases: [string, Answer][] = [
  ...statuses.map((status): [string, Answer] => [`status ${status}`, { status, body: {} }]),
  ['a reset', { reset: true }],
  ['an HTML page', { body: '<html>' }],
  ...[
    'InternalError',
    'InternalError.Timeout',
    'LimitExceeded',
    'LimitExceeded.FamilyDeviceExceedLimit',
    'AuthFailure',
    'InvalidParameterValue.NickNameLengthInvalid',
    'InvalidParameterValue.UserLoginForbidden',
    'UnauthorizedOperation.UserLicenseExceedLimit',
    'UnsupportedOperation.InstanceIsolated',
  ].map((code): [string, Answer] => [code, failed(code)]),
]

const inAnHour = Math.floor(Date.now() / 1000) + 3600
let upstream: TinyUpstream | undefined
// The pause before a retry is a random part of its length: none, so that 22 logins wait for nothing.
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0))
afterEach(async () => {
  jest.restoreAllMocks()
  await upstream?.close()
})

it.each(cases)('%s of IoT Explorer that one user gets stops that user only', async (_name, answer) => {
  upstream = await startTinyUpstream((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ openid: request.url?.includes('js_code=bad') ? 'bad' : 'good' }))
      return
    }
    const isBad = upstream?.seen.at(-1)?.body.includes('"WxOpenID":"bad"')
    if (isBad && answer.reset) request.socket.destroy()
    else if (isBad) {
      const { status = 200, body } = answer
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
    } else response.end(JSON.stringify({ code: 0, data: { Data: { Token: 't', ExpireAt: inAnHour } } }))
  })
  const relay = createRelay(
    loadConfig({
      WECHAT_APP_ID: 'wx0123456789abcdef',
      WECHAT_APP_SECRET: 'w-1',
      IOT_APP_KEY: 'k-1',
      IOT_APP_SECRET: 'i-1',
      WECHAT_API_URL: upstream.url,
      IOT_API_URL: upstream.url,
    }),
  )
  const logIn = async (code: string): Promise<number> =>
    (await relay.app.inject({ method: 'POST', url: '/login', payload: { code } })).statusCode
  for (let i = 0; i < LOGINS; i += 1) expect(await logIn(`bad-${i}`)).not.toBe(200)
  expect(await logIn('good')).toBe(200)
  await relay.close()
})
