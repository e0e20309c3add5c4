import type { UpstreamReply } from '../upstream/operation'

/**
 * How a reply is wrapped. The documents show `Response`; every official client reads `code`, and over HTTP
 * none reads `Response`. https://cloud.tencent.com/document/product/1081/40773
 */
export type EnvelopeForm = 'code' | 'Response'

/** Top code of every failure, by what the official clients compare it with. */
const FAILED = -1000

/** Wraps what IoT Explorer answers. Failures come with HTTP 200 like everything else. */
export class Envelope {
  constructor(public form: EnvelopeForm) {}

  success(fields: Record<string, unknown>, requestId: string): UpstreamReply {
    const data = { ...fields, RequestId: requestId }
    return json(this.form === 'Response' ? { Response: data } : { code: 0, msg: '', data })
  }

  failure(code: string, message: string, requestId: string): UpstreamReply {
    const data = { Error: { Code: code, Message: message }, RequestId: requestId }
    return json(this.form === 'Response' ? { Response: data } : { code: FAILED, msg: message, data })
  }

  /** A failure that calls itself a success on the outside: a client that looks at `code` only is taken in. */
  failureInSuccess(code: string, message: string, requestId: string): UpstreamReply {
    return json({ code: 0, msg: '', data: { Error: { Code: code, Message: message }, RequestId: requestId } })
  }
}

function json(body: Record<string, unknown>): UpstreamReply {
  return { status: 200, contentType: 'application/json; charset=utf-8', body }
}
