import { APP_ACTIONS, TOKEN_ACTIONS, WECHAT_OPERATIONS, type UpstreamHost } from './upstream/operation'
import { UsageError } from './usage-error'

const EXPLORER_TARGETS = ['explorer', ...APP_ACTIONS, ...TOKEN_ACTIONS] as const
const WECHAT_TARGETS = ['wechat', ...WECHAT_OPERATIONS] as const
export const FAULT_TARGETS = [...WECHAT_TARGETS, ...EXPLORER_TARGETS] as const

/** A platform, for whatever it is asked next, or one of its operations. */
export type FaultTarget = (typeof FAULT_TARGETS)[number]

export const FAULT_KINDS = [
  'latency',
  'hang',
  'closedConnection',
  'html',
  'http500',
  'error',
  'codeZeroWithError',
  'wrappedInternalError',
  'missingToken',
  'missingExpireAt',
  'missingOpenId',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

export interface FaultRequest {
  target: FaultTarget
  kind: FaultKind
  /** How many answers to spoil, 1 to 1000. Default: 1. */
  times?: number
  /** For `latency`: 1 to 600 000. */
  milliseconds?: number
  /** For `error` from WeChat. */
  errcode?: number
  errmsg?: string
  /** For `error`, `codeZeroWithError` and `wrappedInternalError` from IoT Explorer. */
  Code?: string
  Message?: string
}

export const FAULT_DETAILS = ['milliseconds', 'errcode', 'errmsg', 'Code', 'Message'] as const

type Detail = (typeof FAULT_DETAILS)[number]

interface Rule {
  targets: readonly FaultTarget[]
  required?: readonly Detail[]
  optional?: readonly Detail[]
}

const ANYWHERE: Rule = { targets: FAULT_TARGETS }
const EXPLORER_ERROR: Rule = { targets: EXPLORER_TARGETS, optional: ['Code', 'Message'] }

/** Where each kind can strike and what it has to be told. `error` differs by platform, see {@link ruleFor}. */
const RULES: Record<Exclude<FaultKind, 'error'>, Rule> = {
  latency: { ...ANYWHERE, required: ['milliseconds'] },
  hang: ANYWHERE,
  closedConnection: ANYWHERE,
  html: ANYWHERE,
  http500: ANYWHERE,
  codeZeroWithError: EXPLORER_ERROR,
  wrappedInternalError: EXPLORER_ERROR,
  missingToken: { targets: ['AppGetTokenByWeiXin'] },
  missingExpireAt: { targets: ['AppGetTokenByWeiXin'] },
  missingOpenId: { targets: ['jscode2session', 'getpluginopenpid'] },
}

/** The platform that a target belongs to. */
export function hostOf(target: FaultTarget): UpstreamHost {
  return isOneOf(target, WECHAT_TARGETS) ? 'wechat' : 'explorer'
}

/** Throws a {@link UsageError} when this fault makes no sense, saying what would. */
export function checkFault(request: FaultRequest): void {
  const rule = ruleFor(request)
  if (!rule.targets.includes(request.target)) {
    throw new UsageError(
      `${request.target} cannot fail by ${request.kind}`,
      `This kind is for: ${rule.targets.join(', ')}.`,
    )
  }
  const { required = [], optional = [] } = rule
  const given = FAULT_DETAILS.filter((detail) => request[detail] !== undefined)
  const missing = required.find((detail) => !given.includes(detail))
  if (missing)
    throw new UsageError(`${missing} is missing`, `A fault of kind ${request.kind} needs ${missing}.`)
  const extra = given.find((detail) => ![...required, ...optional].includes(detail))
  if (extra) {
    throw new UsageError(
      `${extra} means nothing here`,
      `A fault of kind ${request.kind} for ${request.target} takes: ${[...required, ...optional].join(', ') || 'nothing more'}.`,
    )
  }
}

function ruleFor({ kind, target }: FaultRequest): Rule {
  if (kind !== 'error') return RULES[kind]
  return hostOf(target) === 'wechat'
    ? { targets: WECHAT_TARGETS, required: ['errcode'], optional: ['errmsg'] }
    : { targets: EXPLORER_TARGETS, required: ['Code'], optional: ['Message'] }
}

function isOneOf<Value extends string>(value: string, values: readonly Value[]): value is Value {
  return (values as readonly string[]).includes(value)
}
