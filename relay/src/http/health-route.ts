import type { FastifyInstance } from 'fastify'
import { healthSchema } from './reply-schema'

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: it takes logins, which a relay does from the start,
 * since an incomplete configuration never starts, until it closes.
 */
export function addHealthRoutes(app: FastifyInstance): void {
  const schema = { response: { 200: healthSchema } }
  app.get('/healthz', { schema, handler: () => Promise.resolve({ status: 'ok' }) })
  app.get('/readyz', { schema, handler: () => Promise.resolve({ status: 'ready' }) })
}
