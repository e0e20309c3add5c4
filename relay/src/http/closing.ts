import { finished } from 'node:stream'
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
  app.addHook('onRequest', async (request, reply) => {
    underWay += 1
    // Also when the caller goes away, after which no hook is certain to run.
    finished(reply.raw, () => {
      underWay -= 1
      if (underWay === 0) lastHasEnded()
    })
    if (!isClosing || request.url === '/healthz') return
    throw relayError('Relay.Busy', SHUTTING_DOWN)
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
}
