import { randomUUID } from 'node:crypto'
import type { LoginReply } from '../../plugin/relay-client/contract'
import { readCloudEvent, type CallEvent, type CloudEvent, type HttpEvent } from './cloud/cloud-event'
import type { RelayConfig } from './config/config'
import { createRelay, type RelayOptions } from './create-relay'
import { failureEnvelope, toRelayError } from './http/error-reply'
import { withoutBase } from './handler'
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
  /** `() => cloud.getWXContext()`; asked for every call, since it means the call that is under way. */
  getWXContext: () => CloudContext
  /** What stands in front of `/login` in the paths of HTTP requests, such as `/iot`. Default: nothing. */
  basePath?: string
}

/** The envelope, and beside it the HTTP status, which `wx.cloud.callFunction` would lose. */
export type CloudFunctionReply = LoginReply & { statusCode: number }

/** What CloudBase and function URLs make an HTTP reply of. */
export interface CloudHttpReply {
  isBase64Encoded: false
  statusCode: number
  headers: Record<string, string>
  body: string
}

/** The `main` of a cloud function. What it answers depends on who calls. */
export interface CloudFunction {
  /** CloudBase's HTTP access, a function URL, an API gateway. */
  (event: { httpMethod: string }): Promise<CloudHttpReply>
  /** A timer: whether the relay is ready, as `GET /readyz` tells. */
  (event: { Type: 'Timer'; TriggerName: string }): Promise<{ statusCode: number }>
  /** `wx.cloud.callFunction`. */
  (event: unknown): Promise<CloudFunctionReply>
}

/** The limit by address counts none of this machine's own: WeChat's cloud does not say where a call came from. */
const NO_ADDRESS = '127.0.0.1'

/**
 * A relay as the `main` of a WeChat cloud function. The event of a call is the body of a login, without a code: who the
 * user is, the context of the call tells. An HTTP request has no such user, whatever its headers say, and needs a code.
 *
 * @example
 * exports.main = createCloudFunction(loadConfig(process.env), { getWXContext: () => cloud.getWXContext() })
 */
export function createCloudFunction(
  config: RelayConfig,
  { getWXContext, basePath = '', ...options }: CloudFunctionOptions,
): CloudFunction {
  const http: RelayConfig['http'] = {
    ...config.http,
    // Only calls get these headers, and from this function: those of an HTTP request are taken away.
    trustsPlatformHeaders: true,
    // The address of a caller is what the platform says beside the headers, or none, which is no private network.
    trustProxy: [],
    metricsAccess: config.http.metricsAccess === 'all' ? 'all' : 'none',
  }
  // Its disk ends with the instance, so only Redis can keep what must outlast it.
  const { dataDir: _dataDir, ...store } = config.store
  const { app, log } = createRelay({ ...config, http, store }, options)

  async function answerCall({ path, body: asked }: CallEvent): Promise<CloudFunctionReply> {
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: path,
      headers: { ...headersOf(getWXContext()), 'content-type': 'application/json' },
      payload: JSON.stringify(asked),
      remoteAddress: NO_ADDRESS,
    })
    return { ...(JSON.parse(body) as LoginReply), statusCode }
  }

  async function answerHttp({
    method,
    url,
    headers: asked,
    body: payload,
    address,
  }: HttpEvent): Promise<CloudHttpReply> {
    const { statusCode, headers, body } = await app.inject({
      method: method as 'POST',
      url: withoutBase(url, basePath),
      headers: asked,
      payload,
      remoteAddress: address || NO_ADDRESS,
    })
    const replied = Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name))
    const texts = replied.map(([name, value]) => [name, String(value)])
    return {
      isBase64Encoded: false,
      statusCode,
      headers: Object.fromEntries(texts) as Record<string, string>,
      body,
    }
  }

  async function answerTimer(): Promise<{ statusCode: number }> {
    const { statusCode, body } = await app.inject({ method: 'GET', url: '/readyz' })
    return { ...(JSON.parse(body) as object), statusCode }
  }

  function answer(event: CloudEvent): Promise<object> {
    if (event.kind === 'http') return answerHttp(event)
    return event.kind === 'timer' ? answerTimer() : answerCall(event)
  }

  // A function that throws reaches the phone as a failure of the cloud, without a code.
  const main = async (given: unknown): Promise<object> => {
    const event = readCloudEvent(given)
    try {
      return await answer(event)
    } catch (error) {
      const failure = toRelayError(error)
      log('error', 'bug', describeBug(error))
      const { status: statusCode } = failure.row
      const envelope = failureEnvelope(failure, randomUUID())
      if (event.kind !== 'http') return { ...envelope, statusCode }
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      return { isBase64Encoded: false, statusCode, headers, body: JSON.stringify(envelope) }
    }
  }
  return main as CloudFunction
}

/** What is between the platform and the caller. */
const OF_CONNECTION: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'content-length', 'date'])

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
