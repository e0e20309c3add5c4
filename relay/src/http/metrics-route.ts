import { BlockList, isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { relayError } from '../errors'

/** Who may read the metrics: those on private networks, everybody, or nobody. */
export type MetricsAccess = 'private' | 'all' | 'none'

export interface MetricsSource {
  contentType: string
  metrics(): Promise<string>
}

const privateNetworks = new BlockList()
privateNetworks.addSubnet('127.0.0.0', 8)
privateNetworks.addSubnet('10.0.0.0', 8)
privateNetworks.addSubnet('172.16.0.0', 12)
privateNetworks.addSubnet('192.168.0.0', 16)
privateNetworks.addSubnet('169.254.0.0', 16)
privateNetworks.addAddress('::1', 'ipv6')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')
privateNetworks.addSubnet('fe80::', 10, 'ipv6')

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
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().flatMap((list) => list.split(','))
  const named = headers.forwarded === undefined && headers['x-real-ip'] === undefined
  return named && [socket.remoteAddress ?? '', ...forwarded].every((address) => isPrivate(address.trim()))
}

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  const family = isIP(plain)
  return family !== 0 && privateNetworks.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}
