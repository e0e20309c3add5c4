import type { FastifyInstance, FastifyReply } from 'fastify'
import type { SandboxClock } from './clock'
import { isServedHost } from './served-hosts'
import { UsageError } from './usage-error'

const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/** A caller that is no page names no origin. */
export function isFromThisMachine(origin: string | undefined): boolean {
  return origin === undefined || LOOPBACK_ORIGIN.test(origin)
}

/** Refuses requests under names that a web site could have, see {@link isServedHost}. */
export function refuseForeignNames(app: FastifyInstance, allowed: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isServedHost(request.headers.host, allowed)) return
    await fail(
      reply,
      403,
      'The sandbox is not served under this name',
      'Use localhost or an address, or allow the name: ALLOWED_HOSTS=name (option `hosts` of createSandbox).',
    )
  })
}

/**
 * Lets pages from this machine call the sandbox, and no others: a web site that the developer happens to visit
 * has no business here. A caller that is not a browser sends no Origin and is served.
 */
export function allowLoopbackPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined) return
    if (!isFromThisMachine(origin)) {
      await reply.code(403).send({
        error: 'Pages from elsewhere are not served',
        instructions: 'Serve the page from localhost or 127.0.0.1.',
      })
      return
    }
    reply.header('access-control-allow-origin', origin).header('vary', 'Origin')
    if (request.method === 'OPTIONS') {
      await reply
        .code(204)
        .header('access-control-allow-methods', 'GET, POST, DELETE')
        .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '')
        .header('access-control-max-age', '600')
        .send()
    }
  })
}

/** Writes `Date` by the sandbox's clock, as a platform does by its own: a relay tells from it how far it is off. */
export function tellDate(app: FastifyInstance, clock: SandboxClock): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(clock.milliseconds()).toUTCString())
  })
}

/** Bodies are read as text by the routes that serve them: what is no JSON has an answer of its own on each platform. */
export function readBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body)
  })
}

/** Answers what no route serves by saying what there is, and a mistake by saying what to do about it. */
export function answerMistakes(app: FastifyInstance, routes: readonly string[]): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: `The sandbox does not serve ${request.method} ${request.url.split('?', 1)[0]}`,
      instructions: 'Use one of the routes below.',
      routes,
    }),
  )
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof UsageError) return fail(reply, 400, error.message, error.instructions)
    const status = error.statusCode ?? 500
    const instructions =
      status < 500
        ? 'Correct the request and send it again.'
        : 'This is a defect of the sandbox: please report it.'
    return fail(reply, status, error.message, instructions)
  })
}

function fail(reply: FastifyReply, status: number, error: string, instructions: string): FastifyReply {
  return reply.code(status).send({ error, instructions })
}
