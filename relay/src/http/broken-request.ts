import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { relayError, type RelayError } from '../errors'
import { failureEnvelope, replyHeaders, sendRawError } from './error-reply'

const words: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'The headers are too large.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request took too long to arrive.',
}

/** Answers what is not HTTP, too large or too slow, before there is a request: an envelope, then the end. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const message = words[error.code ?? ''] ?? 'The request is not valid HTTP.'
  socket.end(rawReply(relayError('Relay.InvalidParameter', { message })))
}

/**
 * Refuses an Expect that is not `100-continue` with an envelope, where Node would send an empty body.
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
 */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const message = 'The header Expect can only be 100-continue.'
  response.setHeader('connection', 'close')
  sendRawError(response, relayError('Relay.InvalidParameter', { message }), 417)
}

function rawReply(error: RelayError): string {
  const body = JSON.stringify(failureEnvelope(error, randomUUID()))
  const head = [
    `HTTP/1.1 ${error.row.status} Bad Request`,
    'content-type: application/json; charset=utf-8',
    ...Object.entries(replyHeaders).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
