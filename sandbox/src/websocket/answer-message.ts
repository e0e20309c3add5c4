import { jsonObject } from '../upstream/json-object'
import type { World } from '../world/world'

export interface SocketMessage {
  action: string
  reqId: unknown
  params: Record<string, unknown>
}

export interface SocketAnswer {
  reqId: unknown
  /** Empty for success. */
  error: string
  error_message: string
  data: Record<string, unknown>
}

/** What is asked, and nothing when it is no message at all. */
export function readMessage(text: string): SocketMessage | undefined {
  const message = jsonObject(text)
  if (typeof message?.['action'] !== 'string') return undefined
  const params = message['params']
  const given = typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {}
  return { action: message['action'], reqId: message['reqId'], params: given }
}

/**
 * Answers `ActivePush`, which starts listening, and `YunApi` with `AppDeviceTraceHeartBeat`, which keeps it up.
 * https://cloud.tencent.com/document/product/1081/40792 https://cloud.tencent.com/document/product/1081/40791
 *
 * The answer to an ActivePush whose token is refused is not in the documents; the sandbox gives it the form that they
 * give to failures of the server.
 *
 * @param listenTo called with the devices of an ActivePush that is accepted
 */
export function answerMessage(
  world: World,
  { action, reqId, params }: SocketMessage,
  listenTo: (deviceIds: readonly string[]) => void,
): SocketAnswer {
  const answer = (data: Record<string, unknown>) => ({ reqId, error: '', error_message: '', data })
  switch (action) {
    case 'ActivePush': {
      if (!isLetIn(world, params['AccessToken'])) return failure(reqId, 'Token无效')
      const deviceIds = knownDevices(world, params['DeviceIds'])
      listenTo(deviceIds)
      return answer({ deviceIds })
    }
    case 'YunApi':
      return answer({ Response: yunApi(world, params) })
    default:
      return failure(reqId, `action 无效 (the sandbox knows ActivePush and YunApi, not ${action})`)
  }
}

function failure(reqId: unknown, words: string): SocketAnswer {
  return { reqId, error: '-1', error_message: words, data: {} }
}

function yunApi(world: World, { Action, ActionParams }: Record<string, unknown>): Record<string, unknown> {
  const { AccessToken, RequestId = '' } = (ActionParams ?? {}) as Record<string, unknown>
  const refused = (Code: string, Message: string) => ({ Error: { Code, Message }, RequestId })
  if (Action !== 'AppDeviceTraceHeartBeat') {
    return refused('InvalidAction', 'Action 无效 (the sandbox has AppDeviceTraceHeartBeat here)')
  }
  if (!isLetIn(world, AccessToken)) return refused('InvalidParameterValue.InvalidAccessToken', 'Token无效')
  return { RequestId }
}

const isLetIn = (world: World, token: unknown) =>
  typeof token === 'string' && world.accessTokens.findValid(token) !== undefined

function knownDevices(world: World, ids: unknown): string[] {
  return Array.isArray(ids)
    ? ids.filter((id): id is string => typeof id === 'string' && world.devices.find(id) !== undefined)
    : []
}
