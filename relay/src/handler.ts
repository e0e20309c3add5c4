import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Relay } from './create-relay'

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
 * path of its own. Time limits for slow callers are those of the server around it; `relay.close()` ends it.
 *
 * @example
 * express().use('/iot', createHandler(createRelay(loadConfig(process.env))))
 */
export function createHandler({ app }: Relay, { basePath = '' }: HandlerOptions = {}): RequestHandler {
  const ready = app.ready()

  /** Whoever parsed the body took it away from everybody after, so the request is put together once more. */
  async function answerRead(request: ReadRequest, response: ServerResponse): Promise<void> {
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = request.headers
    const reply = await app.inject({
      method: request.method as 'POST',
      url: request.url ?? '/',
      headers,
      payload: JSON.stringify(request.body),
      remoteAddress: request.socket.remoteAddress ?? '',
    })
    response.writeHead(reply.statusCode, reply.headers).end(reply.rawPayload)
  }

  return (request: ReadRequest, response) => {
    request.url = withoutBase(request.url ?? '/', basePath)
    const hasBeenRead = request.readableDidRead && request.body !== undefined
    void ready.then(() => (hasBeenRead ? answerRead(request, response) : app.routing(request, response)))
  }
}

const withoutBase = (url: string, basePath: string): string =>
  url.startsWith(basePath) ? url.slice(basePath.length) || '/' : url
