import { UNREACHABLE_HEADER } from '../network'
import { settle, WxError } from './settle'
import type { WxParts } from './wx-parts'

interface RequestOptions {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
}

const KNOWN = ['url', 'method', 'data', 'header', 'timeout', 'dataType', 'responseType']

/** Milliseconds. https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const TIMEOUT = 60_000

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html */
export function requestCalls(parts: WxParts) {
  return {
    request(options: RequestOptions) {
      const controller = new AbortController()
      const promise = settle('request', options, KNOWN, () => send(parts, options, controller.signal))
      const task = {
        abort: () => {
          controller.abort(new WxError('abort'))
        },
      }
      return promise ? Object.assign(promise, task) : task
    },
  }
}

async function send({ network, recorder }: WxParts, options: RequestOptions, aborted: AbortSignal) {
  const { url, method = 'GET', data, timeout = TIMEOUT, dataType = 'json' } = options
  const route = network.route(url)
  if (!route) throw new WxError('url not in domain list', 600002)
  const end = recorder.call(route.party, `${method} ${new URL(url).pathname}`, data)
  try {
    if (network.isDown()) throw unreachable()
    const late = AbortSignal.timeout(timeout)
    const signal = AbortSignal.any([aborted, late])
    const reply = await fetch(target(route.url, method, data), init(options, method, signal)).catch(() => {
      throw late.aborted ? new WxError('timeout', 5) : aborted.aborted ? new WxError('abort') : unreachable()
    })
    if (reply.headers.has(UNREACHABLE_HEADER)) throw unreachable()
    const text = await reply.text()
    const body = dataType === 'json' ? parsed(text) : text
    end(reply.ok, String(reply.status), body)
    return { statusCode: reply.status, data: body, header: Object.fromEntries(reply.headers), cookies: [] }
  } catch (error) {
    end(false, error instanceof Error ? error.message : 'fail', undefined)
    throw error
  }
}

/** The words that Android's WeChat has for it. */
const unreachable = () =>
  new WxError('errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED', 600001)

function target(url: string, method: string, data: unknown): string {
  if (method !== 'GET' || typeof data !== 'object' || data === null) return url
  const query = new URLSearchParams(data as Record<string, string>)
  return `${url}${url.includes('?') ? '&' : '?'}${String(query)}`
}

function init({ data, header }: RequestOptions, method: string, signal: AbortSignal): RequestInit {
  const headers = { 'content-type': 'application/json', ...header }
  if (method === 'GET' || data === undefined) return { method, headers, signal }
  return { method, headers, signal, body: typeof data === 'string' ? data : JSON.stringify(data) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
