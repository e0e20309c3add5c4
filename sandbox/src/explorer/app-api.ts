import { APP_ACTIONS, type Operation, type UpstreamCall } from '../upstream/operation'
import { readAction, serveAction } from './action-request'
import { appGetTokenByWeiXin } from './app-get-token-by-weixin'
import type { Envelope } from './envelope'
import type { ExplorerPlatform } from './platform'

/**
 * What is called before login, with AppKey and Signature, from a developer's own back end.
 * https://cloud.tencent.com/document/product/1081/40773
 */
export function appApi(platform: ExplorerPlatform, envelope: Envelope, call: UpstreamCall): Operation {
  const request = readAction(call, APP_ACTIONS)
  return {
    host: 'explorer',
    name: request.action ?? 'appapi',
    request: { ...call.query, ...request.parameters },
    answer: () =>
      serveAction(request, call, APP_ACTIONS, envelope, (_, parameters) =>
        appGetTokenByWeiXin(platform, parameters),
      ),
  }
}
