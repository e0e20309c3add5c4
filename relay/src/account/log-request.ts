import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock'
import type { Log, LogEvent } from '../log'
import { requestIdOf } from '../http/login-route'

/** Writes the line of a request other than a login, when it has been answered. */
export function logRequest(event: LogEvent, log: Log, clock: Clock) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { journal, failure } = request
    const level = failure === null ? 'info' : failure.row.status >= 500 ? 'error' : 'warn'
    log(level, event, {
      requestId: requestIdOf(request),
      appId: journal.appId,
      host: journal.host,
      outcome: failure?.code ?? 'ok',
      status: reply.statusCode,
      totalMs: Math.round(clock.elapsed() - journal.startedAt),
      ...failure?.note,
    })
  }
}
