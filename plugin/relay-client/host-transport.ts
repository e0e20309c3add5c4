import { LoginError, type Stage } from '../errors'
import { sayInFull } from '../failure-words'
import { isObject } from '../option-values'
import type { Meaning } from '../wx-failure'
import { callInTime } from './call-in-time'
import { DOMAIN_NOT_ALLOWED, NOT_REACHED, REQUEST_FAILURES } from './request-failures'
import type { HttpReply, Transport } from './transport'

/** What a host's own transport carries to the relay, by `POST`. */
export interface RelayRequest {
  /** What follows the relay's base URL: `/login`. */
  path: string
  /** To be sent as JSON. */
  body: object
}

/** What a host's own transport brings back: any status is a reply, and only silence a failure. */
export type HostTransport = (request: RelayRequest) => Promise<HttpReply>

const DOMAIN_OF_HOST: Meaning = {
  ...DOMAIN_NOT_ALLOWED,
  words:
    'was refused by WeChat: its address is not among the request domains. Add its origin in the WeChat console of the mini program.',
}

/**
 * A function of the host app that asks a relay. In a plugin it runs with the `wx` and the domain list of the mini program
 * that gave it, which the plugin's own requests do not have. Its failures may be of another script world: they are known
 * by their shape.
 *
 * @param timeout milliseconds until its reply is no longer waited for
 * @param stage what failures report
 */
export function hostTransport(carry: HostTransport, timeout: number, stage: Stage): Transport {
  const to = 'The function `transport`'
  const meanings = [DOMAIN_OF_HOST, ...REQUEST_FAILURES]
  const call = { to, timeout, stage, meanings, otherwise: () => NOT_REACHED, say: sayInFull }
  return async (path, body) => {
    const reply = await callInTime(call, (answer, fail) => {
      Promise.resolve(carry({ path, body })).then(answer, fail)
    })
    if (isObject(reply) && typeof reply.status === 'number') return reply
    throw new LoginError(
      'Client.UnexpectedReply',
      `${to} gave no status. Let it resolve with { status, body }.`,
      {
        stage,
        retryable: false,
      },
    )
  }
}
