import type { FastifyInstance } from 'fastify'
import { relayError } from '../errors'
import { SHUTTING_DOWN } from './error-reply'

/**
 * While the relay closes, requests under way are waited for, before anything that they need is taken away, and
 * new ones are told to go elsewhere. Each reply ends its connection, since one that is kept alive would keep the
 * process alive with it.
 */
export function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false
  let underWay = 0
  let lastHasEnded: () => void = () => undefined

  app.addHook('preClose', async () => {
    isClosing = true
    if (underWay > 0) await new Promise<void>((resolve) => (lastHasEnded = resolve))
  })
  function end(): void {
    underWay -= 1
    if (underWay === 0) lastHasEnded()
  }

  app.addHook('onRequest', (request, reply, next) => {
    underWay += 1
    // Also when the caller goes away, after which no hook is certain to run.
    reply.raw.on('close', end)
    if (isClosing && request.url !== '/healthz') next(relayError('Relay.Busy', SHUTTING_DOWN))
    else next()
  })
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (isClosing) reply.header('connection', 'close')
    next()
  })
}
