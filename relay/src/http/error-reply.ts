import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { LoginFailure } from '../../../plugin/relay-client/contract'
import { errorTable, RelayError, relayError } from '../errors'
import { requestIdOf } from './login-route'
import { fieldRules } from './schemas'

/** On every reply: a token must not be kept by a cache, and JSON must not be taken for anything else. */
export const replyHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

export const MALFORMED_PATH = { message: 'The path is malformed: encode what is not plain ASCII.' } as const
export const MISSING_HOST = { message: 'The header Host is missing.' } as const
export const SHUTTING_DOWN = { message: 'The relay is shutting down. Try again.' } as const

/** What the framework's errors mean to a caller. */
const byFrameworkCode: Readonly<Record<string, () => RelayError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => relayError('Relay.BodyTooLarge'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => relayError('Relay.UnsupportedMediaType'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => relayError('Relay.InvalidJSON', { message: 'The body is empty.' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => relayError('Relay.InvalidJSON'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    relayError('Relay.InvalidJSON', { message: 'The body is not as long as Content-Length says.' }),
  // The caller went away in the middle of it, or was too slow and was sent away.
  ECONNRESET: () => relayError('Relay.InvalidJSON', { message: 'The body broke off.' }),
  FST_ERR_BAD_URL: () => relayError('Relay.InvalidParameter', MALFORMED_PATH),
  FST_ERR_REOPENED_CLOSE_SERVER: () => relayError('Relay.Busy', SHUTTING_DOWN),
}

/** Any error as one of ours. What was not foreseen becomes `Relay.InternalError`, and its message stays inside. */
export function toRelayError(error: unknown): RelayError {
  if (error instanceof RelayError) return error
  const { validation, code } = error as Partial<FastifyError>
  const mistake = validation?.[0]
  if (mistake !== undefined) {
    return relayError('Relay.InvalidParameter', { message: describeMistake(mistake) })
  }
  return byFrameworkCode[code ?? '']?.() ?? relayError('Relay.InternalError')
}

export function failureEnvelope({ code, message, deleteAt }: RelayError, requestId: string): LoginFailure {
  const date = deleteAt === undefined ? {} : { DeleteAt: deleteAt }
  return { Response: { Error: { Code: code, Message: message, ...date }, RequestId: requestId } }
}

/**
 * Answers with an error: status, `Retry-After` where it has one, envelope. It sets the headers of every reply
 * itself, since no hook runs when a URL cannot be read.
 */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: RelayError): FastifyReply {
  const { status, retryAfterSeconds } = error.row
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .code(status)
    .headers(replyHeaders)
    .send(failureEnvelope(error, requestIdOf(request)))
}

/** The same for a request that the framework has not seen, or could not answer. Without effect after the head. */
export function sendRawError(
  response: ServerResponse,
  error: RelayError,
  status: number = error.row.status,
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { retryAfterSeconds } = error.row
  const body = JSON.stringify(failureEnvelope(error, randomUUID()))
  for (const [name, value] of Object.entries(replyHeaders)) response.setHeader(name, value)
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds)
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) }).end(body)
}

const LONGEST_PATH = 60

/** `Relay.NotFound` that names the path which arrived: a proxy may have changed it. Without its query. */
export function notFound({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): RelayError {
  const [path = ''] = url.split('?', 1)
  const shown = printable(path, LONGEST_PATH)
  const { message } = errorTable['Relay.NotFound']
  return relayError('Relay.NotFound', { message: `${message} What arrived is ${method} ${shown}.` })
}

/** What a schema validator says about one mistake. */
interface ValidationMistake {
  instancePath: string
  keyword: string
  params: Record<string, unknown>
}

/** A mistake in words that name the field. The value itself is never repeated. */
function describeMistake({ instancePath, keyword, params }: ValidationMistake): string {
  if (keyword === 'additionalProperties')
    return `Unknown field ${printable(params.additionalProperty, LONGEST_NAME)}.`
  const field = keyword === 'required' ? String(params.missingProperty) : instancePath.slice(1)
  if (!isKnownField(field)) return 'The body must be a JSON object.'
  return `${field}: ${keyword === 'required' ? 'required; it ' : ''}${fieldRules[field]}.`
}

const isKnownField = (field: string): field is keyof typeof fieldRules => Object.hasOwn(fieldRules, field)

const LONGEST_NAME = 40

/** Text that the caller chose, cut short and stripped of what could confuse a reader. */
const printable = (text: unknown, longest: number): string =>
  JSON.stringify(
    String(text)
      .replace(/[^\x21-\x7e]/g, '?')
      .slice(0, longest),
  )

const LINGER_MS = 500

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
  // A caller that keeps its own end open would keep the relay from closing. At once it might lose the answer.
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
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
