import type { LoginData, LoginRequest } from '../../plugin/relay-client/contract'

/** What `wx.request` hands to its `success`. */
export interface WxReply {
  statusCode: number
  data: unknown
}

/** A relay by contract 1, in memory: every login brings a new token. */
export interface FakeRelay {
  /** Seconds that the next tokens live. */
  expiresIn: number
  /** Fields that the next logins carry beside or instead of the usual ones. */
  extra: Partial<LoginData>
  /** `knowsUser`: it is called through WeChat's cloud, and needs no code. */
  answer(url: string, body: unknown, knowsUser?: boolean): WxReply
}

/** When the relay's clock, which the phone never sees, stands still. Unix seconds. */
export const RELAY_TIME = 1_800_000_000

export function fakeRelay(): FakeRelay {
  let minted = 0
  return {
    expiresIn: 7200,
    extra: {},
    answer(url, body, knowsUser = false) {
      if (url.endsWith('/tokenapi')) {
        const { RequestId } = body as { RequestId: string }
        return { statusCode: 200, data: { code: 0, msg: '', data: { Data: 'OK', RequestId } } }
      }
      if (url.endsWith('/account-deletion')) {
        return relayReply({ DeleteAt: RELAY_TIME + 7 * 86_400 }, (body as LoginRequest).requestId)
      }
      if (!url.endsWith('/login')) return relayError(404, 'Relay.NotFound')
      const { code, requestId } = body as LoginRequest
      if (!code && !knowsUser) return relayError(400, 'Relay.InvalidParameter', requestId)
      minted += 1
      return relayReply(
        {
          Token: `token-${minted}`,
          ExpireAt: RELAY_TIME + this.expiresIn,
          ExpiresIn: this.expiresIn,
          ...this.extra,
        },
        requestId,
      )
    },
  }
}

export function relayReply(data: object, requestId = 'id-of-the-relay'): WxReply {
  return { statusCode: 200, data: { Response: { Data: data, RequestId: requestId } } }
}

export function relayError(statusCode: number, code: string, requestId = 'id-of-the-relay'): WxReply {
  return {
    statusCode,
    data: {
      Response: { Error: { Code: code, Message: `The relay says ${code}.` }, RequestId: requestId },
    },
  }
}
