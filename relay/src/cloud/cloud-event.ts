import { isIP } from 'node:net'
import type {
  ACCOUNT_DELETION_PATH as DeletionPath,
  LOGIN_PATH as LoginPath,
  TxIotSdkSignaturePath,
} from '../../../plugin/relay-client/contract'
import { isJsonObject, type JsonObject } from '../json-object'

/** A call of `wx.cloud.callFunction`. */
export interface CallEvent {
  kind: 'call'
  path: string
  body: unknown
}

/** An HTTP request as CloudBase's HTTP access, a function URL or an API gateway hands it to a function. */
export interface HttpEvent {
  kind: 'http'
  method: string
  /** With the query. */
  url: string
  headers: Record<string, string>
  body: string | Buffer
  /** Empty where the platform does not say it. */
  address: string
}

export type CloudEvent = CallEvent | HttpEvent | { kind: 'timer' }

/**
 * Tells by its form who calls. Whatever looks like HTTP has no user, since its caller can write each header; a call of
 * `wx.cloud.callFunction` that takes on that form gives up its user, and no more.
 * https://docs.cloudbase.net/en/service/access-cloud-function
 * https://cloud.tencent.com/document/product/583/12513
 */
export function readCloudEvent(event: unknown): CloudEvent {
  if (!isJsonObject(event)) return { kind: 'call', path: LOGIN, body: event }
  if (typeof event.httpMethod === 'string') return httpEvent(event, event.httpMethod)
  if (event.Type === 'Timer' && typeof event.TriggerName === 'string') return { kind: 'timer' }
  return callEvent(event)
}

/** As the contract has them: types only come from there, so the compiler holds these to it. */
const LOGIN: typeof LoginPath = '/login'
const DELETION: typeof DeletionPath = '/account-deletion'
const SIGNATURE: TxIotSdkSignaturePath = '/tx-iot-sdk/signature'

/** What a call can name, since it has no path of its own. Any other is left in the body, where it is refused. */
const PATHS: readonly unknown[] = [LOGIN, DELETION, SIGNATURE]

/** What WeChat itself adds to an event. It says who the user is, but so could any caller; the context is asked. */
const ADDED_BY_PLATFORM = ['userInfo', 'tcbContext']

/** https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/functions/userinfo.html */
function callEvent({ path, ...event }: JsonObject): CallEvent {
  const asked = Object.entries(event).filter(([name]) => !ADDED_BY_PLATFORM.includes(name))
  const body = Object.fromEntries(asked)
  if (PATHS.includes(path)) return { kind: 'call', path: path as string, body }
  return { kind: 'call', path: LOGIN, body: path === undefined ? body : { ...body, path } }
}

/** Anything else is no request; it is answered like a method that no path has. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

function httpEvent(event: JsonObject, method: string): HttpEvent {
  const { path, body, isBase64Encoded, requestContext } = event
  const text = typeof body === 'string' ? body : isJsonObject(body) ? JSON.stringify(body) : ''
  const { sourceIp } = Object(requestContext) as { sourceIp?: unknown }
  return {
    kind: 'http',
    method: METHODS.has(method) ? method : 'OPTIONS',
    url: (typeof path === 'string' && path.startsWith('/') ? path : '/') + queryOf(event),
    headers: headersOf(event.headers),
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
    address: typeof sourceIp === 'string' && isIP(sourceIp) !== 0 ? sourceIp : '',
  }
}

/** `queryStringParameters` in CloudBase, `queryString` in an API gateway. */
function queryOf({ queryStringParameters, queryString }: JsonObject): string {
  const pairs = textsOf(queryStringParameters ?? queryString)
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}

/** `X-WX-*` tells who the user is where WeChat only can write it; the others are those of the caller's own connection. */
const NOT_PASSED_ON = /^(x-wx-.*|content-length|transfer-encoding|connection|expect)$/i

const headersOf = (headers: unknown): Record<string, string> =>
  Object.fromEntries(
    textsOf(headers)
      .filter(([name]) => !NOT_PASSED_ON.test(name.trim()))
      .map(([name, value]) => [name.toLowerCase(), value]),
  )

const textsOf = (given: unknown): [string, string][] =>
  Object.entries(Object(given) as JsonObject).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
