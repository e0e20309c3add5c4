import type { FastifyInstance } from 'fastify'
import { relayError } from '../errors'

/** While the relay closes, logins under way end and new ones are told to go elsewhere. */
export function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!isClosing || request.url === '/healthz') return
    reply.header('connection', 'close')
    throw relayError('Relay.Busy', { message: 'The relay is shutting down. Try again.' })
  })
}
