import { requestIdOf } from '../explorer/action-request'
import type { Envelope } from '../explorer/envelope'
import type { FaultRequest } from '../fault-rules'
import { weChatRefusal } from '../wechat/wechat-reply'
import { CGI_CONTENT_TYPE } from '../wechat/stable-token'
import { JSCODE2SESSION_CONTENT_TYPE } from '../wechat/jscode2session'
import type { Operation, UpstreamReply } from './operation'

const HTML = '<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body>sandbox fault</body></html>\n'

/**
 * What goes out when a fault is due. Faults that make a platform answer something else keep it from serving: a
 * code is not spent. Faults of the network strike after it has served, as they do in life: the code is spent.
 */
export function spoiledReply(fault: FaultRequest, operation: Operation, envelope: Envelope): UpstreamReply {
  const requestId = requestIdOf(operation.request)
  const { Code = 'InternalError', Message = 'sandbox fault' } = fault
  switch (fault.kind) {
    case 'html':
      return { status: 200, contentType: 'text/html; charset=utf-8', body: HTML }
    case 'http500':
      return { status: 500, contentType: 'text/plain; charset=utf-8', body: 'Internal Server Error\n' }
    case 'error':
      return operation.host === 'wechat'
        ? weChatError(fault, operation)
        : envelope.failure(Code, Message, requestId)
    case 'codeZeroWithError':
      return envelope.failureInSuccess(Code, Message, requestId)
    case 'wrappedInternalError': {
      const { Code: wrapped = 'InvalidParameterValue.UserLoginFailed' } = fault
      return envelope.failure('InternalError', `${wrapped}|${Message}`, requestId)
    }
    case 'missingToken':
      return without(operation.answer(), ['Token'])
    case 'missingExpireAt':
      return without(operation.answer(), ['ExpireAt'])
    case 'missingOpenId':
      return without(operation.answer(), ['openid', 'openpid'])
    case 'latency':
    case 'hang':
    case 'closedConnection':
      return operation.answer()
  }
}

function weChatError({ errcode = -1, errmsg }: FaultRequest, { name }: Operation): UpstreamReply {
  const contentType = name === 'jscode2session' ? JSCODE2SESSION_CONTENT_TYPE : CGI_CONTENT_TYPE
  return weChatRefusal(contentType, errcode, errmsg === undefined ? {} : { errmsg })
}

/** The reply with these names left out, however deep they are. */
function without(reply: UpstreamReply, names: readonly string[]): UpstreamReply {
  const text = JSON.stringify(reply.body, (name, value: unknown) =>
    names.includes(name) ? undefined : value,
  )
  return { ...reply, body: JSON.parse(text) as Record<string, unknown> }
}
