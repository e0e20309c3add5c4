import type { FastifyRequest } from 'fastify'
import type { RateLimits } from '../limits/rate-limits'

/** Before the body is read, so that a flood costs no more than its headers. */
export function countAddress({ ofAddress }: Pick<RateLimits, 'ofAddress'>) {
  return (request: FastifyRequest): Promise<void> => ofAddress(request.ip)
}
