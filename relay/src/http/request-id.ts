import type { FastifyRequest } from 'fastify'
import { isJsonObject } from '../json-object'
import { REQUEST_ID } from './request-schema'

const valid = new RegExp(REQUEST_ID)

/** What names this request: the id in its body when it is a valid one, else the UUID it got on arrival. */
export function requestIdOf(request: FastifyRequest): string {
  const { body } = request
  const given = isJsonObject(body) ? body.requestId : undefined
  return typeof given === 'string' && valid.test(given) ? given : request.id
}
