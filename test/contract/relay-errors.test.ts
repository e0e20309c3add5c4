import type { RelayErrorCode } from '../../plugin/relay-client/contract'
import { createApp, errorTable, systemClock } from '../../relay/src'
import type { FaultRequest, MintRequest } from '../../sandbox/src'
import { postDeletion } from '../stand-ins/deleting-user'
import { postLogin, startRelay, type LoginAnswer } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

interface Way {
  /** What goes wrong with the next upstream answer. */
  fault?: FaultRequest
  environment?: Record<string, string>
  mint?: MintRequest
  /** On top of a good code. */
  body?: Record<string, unknown>
  /** Asks in a way of its own. */
  ask?: (url: string, code: string) => Promise<LoginAnswer>
}

/** What may pass is tried again, where that does no harm. */
const TRIES = 3

const wechat = (errcode: number): Way => ({
  fault: { target: 'jscode2session', kind: 'error', errcode, times: TRIES },
})
const explorer = (Code: string, Message = 'text that stays inside'): Way => ({
  fault: { target: 'AppGetTokenByWeiXin', kind: 'error', Code, Message, times: TRIES },
})
const impatient = { UPSTREAM_TIMEOUT_MS: '200' }

/** A way to each row of the table, or why this relay never answers it. A new code does not compile without. */
const ways: Record<RelayErrorCode, Way | string> = {
  'Relay.InvalidJSON': { ask: (url) => postLogin(url, '{') },
  'Relay.InvalidParameter': { body: { nickName: 7 } },
  'Relay.UnknownApp': { body: { appId: 'wx00000000000000ff' } },
  'Relay.HostNotVerified': {
    environment: { WECHAT_APP_KIND: 'plugin', PLUGIN_TOKEN: 'made-up-plugin-token' },
    mint: { codeType: 'pluginLogin' },
    body: { codeType: 'pluginLogin' },
  },
  'Relay.NotFound': { ask: (url) => postLogin(`${url}/elsewhere`, {}) },
  'Relay.BodyTooLarge': { body: { avatar: `https://example.com/${'a'.repeat(9000)}` } },
  'Relay.UnsupportedMediaType': { ask: (url) => postLogin(url, 'c', { 'content-type': 'text/plain' }) },
  'Relay.DeletionPending': 'takes a deletion first: see account-deletion.test.ts',
  'Relay.DeletionNotStored': {
    environment: { DATA_DIR: 'none' },
    ask: (url, code) => postDeletion(url, { code }),
  },
  'Relay.AvatarMissing': 'the relay takes no pictures yet',
  'Relay.AvatarTooLarge': 'the relay takes no pictures yet',
  'Relay.AvatarUnsupported': 'the relay takes no pictures yet',
  'Relay.AvatarUnreadable': 'the relay takes no pictures yet',
  'Relay.AvatarNotStored': 'the relay takes no pictures yet',
  'Relay.RateLimited': {
    environment: { RATE_LIMIT_PER_APP: '1' },
    ask: (url) => postLogin(url, { code: 'c' }).then(() => postLogin(url, { code: 'c' })),
  },
  'Relay.Busy': {
    fault: { target: 'wechat', kind: 'latency', milliseconds: 300 },
    environment: { MAX_LOGINS: '1', MAX_WAITING_LOGINS: '0' },
    ask: askTwiceAtOnce,
  },
  'Relay.InternalError': { ask: askBrokenRelay },
  'WeChat.CodeInvalid': { body: { code: 'never-minted' } },
  'WeChat.CodeUsed': wechat(40163),
  'WeChat.WrongCodeType': {
    environment: { WECHAT_APP_KIND: 'plugin' },
    mint: { codeType: 'login' },
    body: { codeType: 'pluginLogin' },
  },
  'WeChat.UserBlocked': wechat(40226),
  'WeChat.UnionIdMissing': { environment: { WX_ID_KIND: 'unionid' } },
  'WeChat.RateLimited': wechat(45011),
  'WeChat.QuotaExceeded': wechat(45009),
  'WeChat.Busy': wechat(-1),
  'WeChat.Unavailable': 'takes many failures: see relay/src/platform/breaker.test.ts',
  'WeChat.CredentialsRejected': { environment: { WECHAT_APP_SECRET: 'not-the-one-of-the-sandbox' } },
  'WeChat.UnexpectedReply': { fault: { target: 'wechat', kind: 'html' } },
  'WeChat.Unreachable': { fault: { target: 'wechat', kind: 'closedConnection' } },
  'WeChat.Timeout': { fault: { target: 'wechat', kind: 'hang' }, environment: impatient },
  InternalError: explorer('InternalError'),
  ErrorRequiredParamNotFound: explorer('ErrorRequiredParamNotFound'),
  InvalidAction: explorer('InvalidAction'),
  InvalidParameterValue: { environment: { IOT_APP_SECRET: 'not-the-one-of-the-sandbox' } },
  'InvalidParameterValue.InvalidJSON': explorer('InvalidParameterValue.InvalidJSON'),
  'InvalidParameterValue.NickNameLengthInvalid': { body: { nickName: 'n'.repeat(21) } },
  'InvalidParameterValue.ErrorUserNotExists': explorer('InvalidParameterValue.ErrorUserNotExists'),
  'InvalidParameterValue.UserLoginFailed': {
    fault: { target: 'AppGetTokenByWeiXin', kind: 'wrappedInternalError' },
  },
  'InvalidParameterValue.UserLoginForbidden': explorer('InvalidParameterValue.UserLoginForbidden'),
  UnauthorizedOperation: explorer('UnauthorizedOperation'),
  'IoTExplorer.RateLimited': explorer('RequestLimitExceeded'),
  'IoTExplorer.Unavailable': 'takes many failures: see relay/src/platform/breaker.test.ts',
  'IoTExplorer.UnexpectedReply': { fault: { target: 'explorer', kind: 'html' } },
  'IoTExplorer.Unreachable': { fault: { target: 'explorer', kind: 'closedConnection', times: TRIES } },
  'IoTExplorer.Timeout': { fault: { target: 'explorer', kind: 'hang' }, environment: impatient },
}

async function failBy({ fault, environment = {}, mint, body, ask }: Way): Promise<LoginAnswer> {
  const { url, sandbox, close } = await startRelay({ environment })
  try {
    if (fault !== undefined) sandbox.faults.add(fault)
    const { code } = sandbox.mintCode(mint)
    return await (ask?.(url, code) ?? postLogin(url, { code, ...body }))
  } finally {
    await close()
  }
}

/** Of two at once, one is too many. */
async function askTwiceAtOnce(url: string): Promise<LoginAnswer> {
  const answers = await Promise.all(['a', 'b'].map((code) => postLogin(url, { code })))
  return answers.find(({ status }) => status === 503) ?? answers[0]!
}

/** A bug in the relay, which no request can bring about, is put in place of the login. */
async function askBrokenRelay(): Promise<LoginAnswer> {
  const login = () => Promise.reject(new TypeError('a detail that stays inside'))
  const limits = { bodyLimitBytes: 8192, requestTimeoutMs: 1000 }
  const app = createApp({ login, log: () => undefined, clock: systemClock, ...limits })
  try {
    return await postLogin(await app.listen({ port: 0 }), { code: 'c' })
  } finally {
    await app.close()
  }
}

const rows = Object.entries(ways) as [RelayErrorCode, Way | string][]
const reached = rows.filter((row): row is [RelayErrorCode, Way] => typeof row[1] !== 'string')

describe('every row of the error table, over real HTTP', () => {
  it.each(reached)('%s', async (code, way) => {
    const answer = await failBy(way)
    expectFailure(answer, errorTable[code].status, code)
    expect(answer.headers.get('retry-after')).toBe(errorTable[code].retryAfterSeconds?.toString() ?? null)
    expect(answer.text).not.toContain('stays inside')
  })

  it('leaves out the eight that no one request can bring about', () => {
    expect(rows.length - reached.length).toBe(8)
  })
})

describe('other ways of the upstreams to fail', () => {
  const spoiled: [string, FaultRequest, RelayErrorCode][] = [
    ['WeChat with status 500', { target: 'wechat', kind: 'http500' }, 'WeChat.UnexpectedReply'],
    [
      'WeChat without an openid',
      { target: 'jscode2session', kind: 'missingOpenId' },
      'WeChat.UnexpectedReply',
    ],
    [
      'WeChat with a new errcode',
      { target: 'wechat', kind: 'error', errcode: 99_999 },
      'WeChat.UnexpectedReply',
    ],
    [
      'IoT Explorer with status 500',
      { target: 'explorer', kind: 'http500', times: TRIES },
      'IoTExplorer.UnexpectedReply',
    ],
    ['no Token', { target: 'AppGetTokenByWeiXin', kind: 'missingToken' }, 'IoTExplorer.UnexpectedReply'],
    [
      'no ExpireAt',
      { target: 'AppGetTokenByWeiXin', kind: 'missingExpireAt' },
      'IoTExplorer.UnexpectedReply',
    ],
    [
      'code 0 with an Error',
      { target: 'explorer', kind: 'codeZeroWithError', times: TRIES },
      'InternalError',
    ],
  ]

  it.each(spoiled)('%s', async (_name, fault, code) => {
    expectFailure(await failBy({ fault }), errorTable[code].status, code)
  })

  it('passes a platform code that it does not know, with its own words', async () => {
    expectFailure(await failBy(explorer('Brand.NewCode')), 502, 'Brand.NewCode')
  })
})
