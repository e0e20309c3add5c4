import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { appApi } from '../explorer/app-api'
import type { ExplorerPlatform } from '../explorer/platform'
import { tokenApi } from '../explorer/token-api'
import { getPluginOpenPid } from '../wechat/getpluginopenpid'
import { jscode2session } from '../wechat/jscode2session'
import { mediaCheckAsync } from '../wechat/media-check-async'
import { stableToken } from '../wechat/stable-token'
import { jsonObject } from './json-object'
import type { Operation, UpstreamCall } from './operation'
import { serveOperation, type ServingParts } from './serve-operation'

/** The host of production is the first segment of the path, so that a client changes its base URL only. */
export const WECHAT_BASE = '/api.weixin.qq.com'
export const EXPLORER_BASE = '/iot.cloud.tencent.com/api/exploreropen'

type Recognise = (call: UpstreamCall) => Operation

/** What the two platforms answer. */
export function upstreamRoutes(app: FastifyInstance, platform: ExplorerPlatform, parts: ServingParts): void {
  const { world } = platform
  const serve = (recognise: Recognise) => (request: FastifyRequest, reply: FastifyReply) =>
    serveOperation(parts, recognise(callOf(request)), request, reply)

  const code2Session: Recognise = ({ query }) => ({
    host: 'wechat',
    name: 'jscode2session',
    request: query,
    answer: () => jscode2session(world, query),
  })
  const stable: Recognise = ({ body }) => ({
    host: 'wechat',
    name: 'stable_token',
    request: { ...jsonObject(body) },
    answer: () => stableToken(world, body),
  })
  const pluginOpenPid: Recognise = (call) => ({
    host: 'wechat',
    name: 'getpluginopenpid',
    request: { ...call.query, ...jsonObject(call.body) },
    answer: () => getPluginOpenPid(world, call),
  })
  const mediaCheck: Recognise = (call) => ({
    host: 'wechat',
    name: 'media_check_async',
    request: { ...call.query, ...jsonObject(call.body) },
    answer: () => mediaCheckAsync(world, call),
  })
  const beforeLogin: Recognise = (call) => appApi(platform, parts.envelope, call)
  const afterLogin: Recognise = (call) => tokenApi(platform, parts.envelope, call)

  app.get(`${WECHAT_BASE}/sns/jscode2session`, serve(code2Session))
  app.post(`${WECHAT_BASE}/cgi-bin/stable_token`, serve(stable))
  app.post(`${WECHAT_BASE}/wxa/getpluginopenpid`, serve(pluginOpenPid))
  app.post(`${WECHAT_BASE}/wxa/media_check_async`, serve(mediaCheck))
  for (const path of ['/appapi', '/appapi/:action']) app.post(EXPLORER_BASE + path, serve(beforeLogin))
  for (const path of ['/tokenapi', '/tokenapi/:action']) app.post(EXPLORER_BASE + path, serve(afterLogin))
}

function callOf(request: FastifyRequest): UpstreamCall {
  const { searchParams } = new URL(request.url, 'http://sandbox')
  const { action } = request.params as { action?: string }
  return {
    query: Object.fromEntries(searchParams),
    body: typeof request.body === 'string' ? request.body : '',
    ...(action === undefined ? {} : { pathAction: action }),
  }
}
