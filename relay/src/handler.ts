import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Relay } from './create-relay'
import { relayError } from './errors'
import { MALFORMED_PATH, sendRawError, toRelayError } from './http/error-reply'
import { describeBug } from './log'

/** Answers one request of any Node server. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void

export interface HandlerOptions {
  /**
   * Where it is mounted, such as `/iot`: what stands in front of `/login` in the URLs that it is given. Default:
   * nothing, as Express takes the mount path away by itself.
   */
  basePath?: string
}

/** With what a body parser leaves behind. */
type ReadRequest = IncomingMessage & { body?: unknown }

/**
 * A relay as one `(request, response)` function. It answers all that it is given with an envelope, so give it a
 * path of its own. Time limits for slow callers are those of the server around it. `relay.close()` ends it, after
 * which it answers `Relay.Busy`. What fails in it is answered and logged, and never ends the host's process.
 *
 * @example
 * express().use('/iot', createHandler(createRelay(loadConfig(process.env))))
 */
export function createHandler({ app, log }: Relay, { basePath = '' }: HandlerOptions = {}): RequestHandler {
  // Begins to open the store. Should that fail, each request is told.
  app.ready().then(undefined, () => undefined)

  async function answer(request: ReadRequest, response: ServerResponse): Promise<void> {
    await app.ready()
    const hasBeenRead = request.readableDidRead && request.body !== undefined
    if (hasBeenRead) await answerRead(request, response)
    else app.routing(request, response)
  }

  /** A parser of the host took the body away from those after it, so the request is put together once more. */
  async function answerRead(request: ReadRequest, response: ServerResponse): Promise<void> {
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = request.headers
    const url = request.url ?? '/'
    if (!URL.canParse(`http://localhost${url}`)) throw relayError('Relay.InvalidParameter', MALFORMED_PATH)
    const reply = await app.inject({
      method: request.method as 'POST',
      url,
      headers,
      payload: JSON.stringify(request.body),
      remoteAddress: request.socket.remoteAddress ?? '',
    })
    // Whether the connection stays is between the host's server and the caller.
    const { connection: _connection, 'keep-alive': _keepAlive, ...replied } = reply.headers
    response.writeHead(reply.statusCode, replied).end(reply.rawPayload)
  }

  return (request: ReadRequest, response) => {
    request.url = withoutBase(request.url ?? '/', basePath)
    answer(request, response).catch((error: unknown) => {
      const failure = toRelayError(error)
      if (failure.code === 'Relay.InternalError') log('error', 'bug', describeBug(error))
      sendRawError(response, failure)
    })
  }
}

/** The URL from where the relay's own paths begin. `/iot` is not the beginning of `/iotlogin`. */
export function withoutBase(url: string, basePath: string): string {
  const rest = url.startsWith(basePath) ? url.slice(basePath.length) : url
  return /^[/?]/.test(rest) ? rest : rest === '' ? '/' : url
}
