import { randomUUID } from 'node:crypto'
import type { ACCOUNT_DELETION_PATH as ContractPath, LoginReply } from '../../plugin/relay-client/contract'
import type { RelayConfig } from './config/config'
import { createRelay, type RelayOptions } from './create-relay'
import { failureEnvelope, toRelayError } from './http/error-reply'
import { isJsonObject } from './json-object'
import { describeBug } from './log'

/** What `cloud.getWXContext()` of `wx-server-sdk` tells about a call, as far as it says who the user is. */
export interface CloudContext {
  APPID?: string | undefined
  OPENID?: string | undefined
  UNIONID?: string | undefined
  FROM_APPID?: string | undefined
  FROM_OPENID?: string | undefined
  FROM_UNIONID?: string | undefined
  SOURCE?: string | undefined
}

export interface CloudFunctionOptions extends RelayOptions {
  /** `() => cloud.getWXContext()`; asked anew for every call, since it means the call that is under way. */
  getWXContext: () => CloudContext
}

/** The envelope, and beside it the HTTP status, which `wx.cloud.callFunction` would lose. */
export type CloudFunctionReply = LoginReply & { statusCode: number }

const DELETION_PATH: typeof ContractPath = '/account-deletion'

/** What WeChat itself adds to an event. It says who the user is, but so could any caller; the context is asked. */
const ADDED_BY_PLATFORM = ['userInfo', 'tcbContext']

/**
 * A relay as the `main` of a WeChat cloud function. The event is the body of a login, without a code: who the user
 * is, the context of the call tells. A call that has no user, of a timer say, needs a code like any other.
 *
 * @example
 * exports.main = createCloudFunction(loadConfig(process.env), { getWXContext: () => cloud.getWXContext() })
 */
export function createCloudFunction(
  config: RelayConfig,
  { getWXContext, ...options }: CloudFunctionOptions,
): (event: unknown) => Promise<CloudFunctionReply> {
  // Nothing but this function reaches the relay, so nobody else can write these headers.
  const http = { ...config.http, trustsPlatformHeaders: true }
  // All calls come by way of WeChat, from users that it knows: the limit for one user is the one that counts.
  const login = { ...config.login, perMinute: { ...config.login.perMinute, address: 0 } }
  // Its disk ends with the instance, so only Redis can keep what must outlast it.
  const { dataDir: _dataDir, ...store } = config.store
  const { app, log } = createRelay({ ...config, http, login, store }, options)

  async function reply(event: unknown): Promise<CloudFunctionReply> {
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: pathOf(event),
      headers: { ...headersOf(getWXContext()), 'content-type': 'application/json' },
      payload: payloadOf(event),
    })
    return { ...(JSON.parse(body) as LoginReply), statusCode }
  }

  // A function that throws reaches the phone as a failure of the cloud, without a code.
  return (event) =>
    reply(event).catch((error: unknown) => {
      const failure = toRelayError(error)
      log('error', 'bug', describeBug(error))
      return { ...failureEnvelope(failure, randomUUID()), statusCode: failure.row.status }
    })
}

function headersOf(context: CloudContext): Record<string, string> {
  const { APPID, OPENID, UNIONID, FROM_APPID, FROM_OPENID, FROM_UNIONID, SOURCE = 'unknown' } = context
  const named: Record<string, string | undefined> = {
    'x-wx-source': SOURCE,
    'x-wx-appid': APPID,
    'x-wx-openid': OPENID,
    'x-wx-unionid': UNIONID,
    'x-wx-from-appid': FROM_APPID,
    'x-wx-from-openid': FROM_OPENID,
    'x-wx-from-unionid': FROM_UNIONID,
  }
  const told = Object.entries(named).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(told)
}

/** What is asked, since such a call has no path of its own. Any other is left in the body, where it is refused. */
const pathOf = (event: unknown): string =>
  isJsonObject(event) && event.path === DELETION_PATH ? DELETION_PATH : '/login'

/** https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/functions/userinfo.html */
function payloadOf(event: unknown): string {
  if (!isJsonObject(event)) return JSON.stringify(event)
  const asked = Object.entries(event).filter(
    ([name, value]) => !ADDED_BY_PLATFORM.includes(name) && !(name === 'path' && value === DELETION_PATH),
  )
  return JSON.stringify(Object.fromEntries(asked))
}
