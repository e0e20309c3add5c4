import { jsonObject } from '../upstream/json-object'
import type { UpstreamCall, UpstreamReply } from '../upstream/operation'
import type { Envelope } from './envelope'
import { Refusal } from './refusal'

export interface ActionRequest<Action extends string> {
  /** Nothing when the body is not a JSON object. */
  parameters: Record<string, unknown> | undefined
  /** Nothing when the endpoint has no such Action. */
  action: Action | undefined
}

/** Reads which Action is asked for. What is wrong with it is said when it is served. */
export function readAction<Action extends string>(
  { body }: UpstreamCall,
  actions: readonly Action[],
): ActionRequest<Action> {
  const parameters = jsonObject(body)
  return { parameters, action: actions.find((action) => action === parameters?.['Action']) }
}

/**
 * Serves one Action inside the envelope. Checks, in this order, that the body is a JSON object, that it names an
 * Action, that the endpoint has it, and that a path ending in an Action (some official clients send one) names
 * the same.
 */
export function serveAction<Action extends string>(
  { parameters, action }: ActionRequest<Action>,
  { pathAction }: UpstreamCall,
  actions: readonly Action[],
  envelope: Envelope,
  serve: (action: Action, parameters: Record<string, unknown>) => Record<string, unknown>,
): UpstreamReply {
  const requestId = requestIdOf(parameters)
  try {
    if (!parameters)
      throw new Refusal('InvalidParameterValue.InvalidJSON', 'JSON 无效 (the body must be a JSON object)')
    checkAction(parameters['Action'], action, actions)
    if (pathAction !== undefined && pathAction !== action) {
      throw new Refusal('InvalidAction', `Action 无效 (the path says ${pathAction}, the body ${action})`)
    }
    return envelope.success(serve(action, parameters), requestId)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const reply = envelope.failure(error.code, error.message, requestId)
    return error.note === undefined ? reply : { ...reply, note: error.note }
  }
}

/** The id that the reply echoes; the platform answers an empty one when it was given none. */
export function requestIdOf(parameters: Record<string, unknown> | undefined): string {
  const requestId = parameters?.['RequestId']
  return typeof requestId === 'string' ? requestId : ''
}

function checkAction<Action extends string>(
  given: unknown,
  action: Action | undefined,
  actions: readonly Action[],
): asserts action is Action {
  if (given === undefined || given === null) {
    throw new Refusal(
      'ErrorRequiredParamNotFound',
      '缺少必填参数 Action (required parameter Action not found)',
    )
  }
  if (action === undefined) {
    throw new Refusal(
      'InvalidAction',
      `Action 无效 (this endpoint of the sandbox has: ${actions.join(', ')})`,
    )
  }
}
