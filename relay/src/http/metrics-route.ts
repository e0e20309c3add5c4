import type { FastifyInstance, FastifyRequest } from 'fastify'
import { relayError } from '../errors'
import { forwardedFor, networksOf } from './addresses'

/** Who may read the metrics: those on private networks, everybody, or nobody. */
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

/** All on the way must be: a proxy is, but whom it asks for need not be, whether or not the proxy is trusted. */
function isFromPrivateNetwork({ socket, headers }: FastifyRequest): boolean {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().flatMap(forwardedFor)
  const has = (name: string): boolean => headers[name] !== undefined
  const isHidden = OTHER_NAMES.some(has) || (forwarded.length === 0 && SIGNS_OF_A_PROXY.some(has))
  return !isHidden && [socket.remoteAddress ?? '', ...forwarded].every(isPrivate)
}
