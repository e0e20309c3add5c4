import type { FastifyInstance, FastifyRequest } from 'fastify'
import { relayError } from '../errors'
import { forwardedFor, networksOf } from './addresses'
import { healthSchema, readinessSchema } from './schemas'

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

/** Who may read the metrics: those on private networks, all, or none. */
export type MetricsAccess = 'private' | 'all' | 'none'

export interface MetricsSource {
  contentType: string
  metrics(): Promise<string>
}

const isPrivate = networksOf(['loopback', 'linklocal', 'uniquelocal'])

/** Headers in which proxies name the caller in a way of their own. */
const OTHER_NAMES = [
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'x-original-forwarded-for',
  'x-envoy-external-address',
  'true-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
]

/** Headers that only tell that there was a proxy, which then has to name the caller. */
const SIGNS_OF_A_PROXY = [
  'via',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
]

/** `GET /metrics`, as Prometheus reads it. To others than it is meant for, it is not there. */
export function addMetricsRoute(app: FastifyInstance, source: MetricsSource, access: MetricsAccess): void {
  if (access === 'none') return
  app.get('/metrics', async (request, reply) => {
    if (access === 'private' && !isFromPrivateNetwork(request)) throw relayError('Relay.NotFound')
    return reply.type(source.contentType).send(await source.metrics())
  })
}

/** All on the way must be: a proxy is, but the client behind it need not be, whether or not the proxy is trusted. */
function isFromPrivateNetwork({ socket, headers }: FastifyRequest): boolean {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().flatMap(forwardedFor)
  const has = (name: string): boolean => headers[name] !== undefined
  const isHidden = OTHER_NAMES.some(has) || (forwarded.length === 0 && SIGNS_OF_A_PROXY.some(has))
  return !isHidden && [socket.remoteAddress ?? '', ...forwarded].every(isPrivate)
}
