/** What IoT Explorer says in a reply: data, an error of its own, or, where it is no reply of the platform, neither. */
export interface PlatformAnswer {
  data?: unknown
  error?: { code: string; message: string }
}

interface Inner {
  Data?: unknown
  Error?: { Code?: unknown; Message?: unknown }
}

interface Envelope {
  code?: unknown
  data?: Inner
  Response?: Inner
}

/** `Code|words`, as the message of an `InternalError` that wraps another error. */
const WRAPPED = /^([A-Za-z]+(?:\.[A-Za-z]+)*)\|([^]*)$/

/**
 * Reads both of the platform's envelopes: it answers `{code, msg, data}`, failures too, and documents `{Response}`.
 * https://cloud.tencent.com/document/product/1081/40773
 */
export function readEnvelope(body: unknown): PlatformAnswer {
  const { code, data, Response } = (typeof body === 'object' && body !== null ? body : {}) as Envelope
  const inner = Response ?? data
  if (typeof inner?.Error?.Code === 'string')
    return { error: unwrapped(inner.Error.Code, inner.Error.Message) }
  const succeeded = Response !== undefined || code === 0
  return succeeded ? { data: inner?.Data } : {}
}

function unwrapped(code: string, said: unknown): { code: string; message: string } {
  const message = typeof said === 'string' ? said : code
  const [, inside, words] = (code === 'InternalError' && WRAPPED.exec(message)) || []
  return inside === undefined ? { code, message } : { code: inside, message: words ?? '' }
}
