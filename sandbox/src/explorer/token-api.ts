import { TOKEN_ACTIONS, type Operation, type UpstreamCall } from '../upstream/operation'
import { readAction, serveAction } from './action-request'
import { deviceActions } from './device-actions'
import type { Envelope } from './envelope'
import { familyActions } from './family-actions'
import type { ExplorerPlatform } from './platform'
import { Refusal } from './refusal'
import { checkRequired } from './required-parameters'
import type { TokenAction } from './token-action'
import { userActions } from './user-actions'

type TokenActionName = (typeof TOKEN_ACTIONS)[number]

const ACTIONS: Record<TokenActionName, TokenAction> = { ...userActions, ...familyActions, ...deviceActions }

/**
 * What is called after login, with an AccessToken in the body.
 * https://cloud.tencent.com/document/product/1081/40773
 */
export function tokenApi(platform: ExplorerPlatform, envelope: Envelope, call: UpstreamCall): Operation {
  const request = readAction(call, TOKEN_ACTIONS)
  return {
    host: 'explorer',
    name: request.action ?? 'tokenapi',
    request: { ...call.query, ...request.parameters },
    answer: () =>
      serveAction(request, call, TOKEN_ACTIONS, envelope, (name, parameters) => {
        checkRequired(parameters, { RequestId: 'text' })
        const caller = callerOf(platform, parameters['AccessToken'])
        return ACTIONS[name](platform, caller, parameters)
      }),
  }
}

/** A token that is missing, unknown, revoked or expired, or whose account is gone, is refused in the same words. */
function callerOf({ world }: ExplorerPlatform, accessToken: unknown) {
  const token = typeof accessToken === 'string' ? world.accessTokens.findValid(accessToken) : undefined
  const account = token && world.accounts.findById(token.userId)
  if (!token || !account) throw new Refusal('InvalidParameterValue.InvalidAccessToken', 'Token无效')
  return { account, token }
}
