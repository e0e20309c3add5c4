import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from './clock'
import { relayError } from './errors'
import { answerBrokenRequest } from './http/broken-request'
import { refuseWhileClosing } from './http/closing'
import { sendError, toRelayError } from './http/error-reply'
import { addHealthRoutes } from './http/health-route'
import { keepJournals } from './http/login-log'
import { addLoginRoute } from './http/login-route'
import { replyHeaders } from './http/reply-headers'
import type { Log } from './log'
import { describeBug } from './log-bug'
import type { Login } from './login/login'

export interface AppDependencies {
  login: Login
  log: Log
  clock: Clock
  /** Longest body, bytes. */
  bodyLimitBytes: number
  /** How long a caller may take to send its request, milliseconds. */
  requestTimeoutMs: number
  /** Whether the `X-WX-*` headers of WeChat's cloud tell who the user is. Default: no, since anybody can write them. */
  trustsPlatformHeaders?: boolean
}

/** The relay's HTTP side, around any implementation of a login. Opens no port: use `listen` or `inject`. */
export function createApp({
  login,
  log,
  clock,
  bodyLimitBytes,
  requestTimeoutMs,
  trustsPlatformHeaders = false,
}: AppDependencies): FastifyInstance {
  const app = fastify({
    // Fastify's own log would write URLs; ours writes named fields only.
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    // By default Fastify drops unknown fields and turns 1 into "1"; both hide a caller's mistake.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    frameworkErrors: (error, request, reply) => void sendError(request, reply, toRelayError(error)),
    clientErrorHandler: answerBrokenRequest,
  })
  app.removeContentTypeParser('text/plain')

  keepJournals(app, clock)
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(replyHeaders)
  })
  refuseWhileClosing(app)
  app.setErrorHandler((error, request, reply) => {
    const failure = toRelayError(error)
    request.failure = failure
    if (failure.code === 'Relay.InternalError')
      log('error', 'bug', { requestId: request.id, ...describeBug(error) })
    return sendError(request, reply, failure)
  })
  app.setNotFoundHandler((request, reply) => {
    log('debug', 'refused', { requestId: request.id, outcome: 'Relay.NotFound', status: 404 })
    return sendError(request, reply, relayError('Relay.NotFound'))
  })

  addLoginRoute(app, { login, log, clock, trustsPlatformHeaders })
  addHealthRoutes(app)
  return app
}
