import type { FastifyInstance } from 'fastify'
import { healthSchema, readinessSchema } from './reply-schema'

/** Says whether the store that copies share answers; `undefined` where there is none to share. */
export type ProbeStore = () => Promise<boolean | undefined>

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: it takes logins, which a relay does from the start, since an
 * incomplete configuration never starts, until it closes. It does so without Redis too, and then says `local`: a
 * copy that is taken away for that leaves its users with none.
 */
export function addHealthRoutes(app: FastifyInstance, probeStore: ProbeStore): void {
  app.get('/healthz', {
    schema: { response: { 200: healthSchema } },
    handler: () => Promise.resolve({ status: 'ok' }),
  })
  app.get('/readyz', {
    schema: { response: { 200: readinessSchema } },
    handler: async () => {
      const isShared = await probeStore()
      return { status: 'ready', store: isShared === undefined ? 'memory' : isShared ? 'shared' : 'local' }
    },
  })
}
