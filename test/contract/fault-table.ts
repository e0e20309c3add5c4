import type { RelayErrorCode } from '../../plugin/relay-client/contract'
import type { FaultKind, FaultRequest } from '../../sandbox/src'

/** `ok` for a token. */
export type Outcome = RelayErrorCode | 'ok'

export interface FaultRow {
  /** What the fault needs to be told. */
  details?: Omit<FaultRequest, 'target' | 'kind' | 'times'>
  /** When it strikes one answer: the relay tries again where that can do no harm. */
  once: Outcome
  /** When it strikes every answer. */
  always: Outcome
  /** When it has passed, and the same question is asked again: same code, same request id. */
  again: Outcome
}

export type Phase = 'jscode2session' | 'stable_token' | 'getpluginopenpid' | 'AppGetTokenByWeiXin'

const late = { details: { milliseconds: 5000 } }
const busy = { details: { errcode: -1 } }

/**
 * What a caller is answered: phase × fault. Times out after UPSTREAM_TIMEOUT_MS.
 *
 * `again` is the point of it: a code that WeChat has spent is not good a second time (`WeChat.CodeUsed`, for a
 * plugin's code `WeChat.WrongCodeType`, as the sandbox has it), unless its exchange was answered; then the login goes
 * on from there, so that everything at IoT Explorer ends well for a caller who asks again.
 */
export const faultTable: Record<Phase, Partial<Record<FaultKind, FaultRow>>> = {
  jscode2session: {
    error: { ...busy, once: 'ok', always: 'WeChat.Busy', again: 'ok' },
    html: { once: 'WeChat.UnexpectedReply', always: 'WeChat.UnexpectedReply', again: 'ok' },
    http500: { once: 'WeChat.UnexpectedReply', always: 'WeChat.UnexpectedReply', again: 'ok' },
    latency: { ...late, once: 'WeChat.Timeout', always: 'WeChat.Timeout', again: 'WeChat.CodeUsed' },
    hang: { once: 'WeChat.Timeout', always: 'WeChat.Timeout', again: 'WeChat.CodeUsed' },
    // Sent once more, since a kept connection may end just as it is used: then WeChat tells that the code is spent.
    closedConnection: { once: 'WeChat.CodeUsed', always: 'WeChat.Unreachable', again: 'WeChat.CodeUsed' },
    missingOpenId: {
      once: 'WeChat.UnexpectedReply',
      always: 'WeChat.UnexpectedReply',
      again: 'WeChat.CodeUsed',
    },
  },
  stable_token: {
    error: { ...busy, once: 'ok', always: 'WeChat.Busy', again: 'ok' },
    html: { once: 'WeChat.UnexpectedReply', always: 'WeChat.UnexpectedReply', again: 'ok' },
    http500: { once: 'ok', always: 'WeChat.UnexpectedReply', again: 'ok' },
    latency: { ...late, once: 'WeChat.Timeout', always: 'WeChat.Timeout', again: 'ok' },
    hang: { once: 'WeChat.Timeout', always: 'WeChat.Timeout', again: 'ok' },
    closedConnection: { once: 'ok', always: 'WeChat.Unreachable', again: 'ok' },
  },
  getpluginopenpid: {
    error: { ...busy, once: 'ok', always: 'WeChat.Busy', again: 'ok' },
    html: { once: 'WeChat.UnexpectedReply', always: 'WeChat.UnexpectedReply', again: 'ok' },
    http500: { once: 'WeChat.UnexpectedReply', always: 'WeChat.UnexpectedReply', again: 'ok' },
    latency: { ...late, once: 'WeChat.Timeout', always: 'WeChat.Timeout', again: 'WeChat.WrongCodeType' },
    hang: { once: 'WeChat.Timeout', always: 'WeChat.Timeout', again: 'WeChat.WrongCodeType' },
    closedConnection: {
      once: 'WeChat.Unreachable',
      always: 'WeChat.Unreachable',
      again: 'WeChat.WrongCodeType',
    },
    missingOpenId: {
      once: 'WeChat.UnexpectedReply',
      always: 'WeChat.UnexpectedReply',
      again: 'WeChat.WrongCodeType',
    },
  },
  AppGetTokenByWeiXin: {
    error: { details: { Code: 'InternalError' }, once: 'ok', always: 'InternalError', again: 'ok' },
    codeZeroWithError: { once: 'ok', always: 'InternalError', again: 'ok' },
    wrappedInternalError: {
      once: 'InvalidParameterValue.UserLoginFailed',
      always: 'InvalidParameterValue.UserLoginFailed',
      again: 'ok',
    },
    html: { once: 'IoTExplorer.UnexpectedReply', always: 'IoTExplorer.UnexpectedReply', again: 'ok' },
    http500: { once: 'ok', always: 'IoTExplorer.UnexpectedReply', again: 'ok' },
    latency: { ...late, once: 'IoTExplorer.Timeout', always: 'IoTExplorer.Timeout', again: 'ok' },
    hang: { once: 'IoTExplorer.Timeout', always: 'IoTExplorer.Timeout', again: 'ok' },
    // Not sent once more by the relay: the first may be under way still.
    closedConnection: {
      once: 'IoTExplorer.Unreachable',
      always: 'IoTExplorer.Unreachable',
      again: 'ok',
    },
    missingToken: { once: 'IoTExplorer.UnexpectedReply', always: 'IoTExplorer.UnexpectedReply', again: 'ok' },
    missingExpireAt: {
      once: 'IoTExplorer.UnexpectedReply',
      always: 'IoTExplorer.UnexpectedReply',
      again: 'ok',
    },
  },
}
