import { randomUUID } from 'node:crypto'

export interface RelayReply {
  statusCode: number
  data: unknown
  header: Record<string, string>
}

/** A relay in memory, by the contract that every relay keeps: a code is good for one login, each brings a new token. */
export interface RelayDouble {
  /** What `wx.login` gives. */
  mintCode(): string
  /** `POST /login` with this body. */
  login(body: unknown): RelayReply
  /** Refuses the next login. */
  refuseNext(status: number, code: string, retryAfter?: number): void
}

const TOKEN_SECONDS = 7200
const BODY_LIMIT = 8192
const REQUEST_ID = /^[A-Za-z0-9@#$%_.:-]{1,64}$/

type Fields = Record<string, unknown>

/** What each field of a login has to be; there are no others. */
const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
  code: (value) => typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value),
  codeType: (value) => value === 'login' || value === 'pluginLogin',
  appId: (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  nickName: (value) => typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,64}$/u.test(value),
  avatar: (value) => typeof value === 'string' && /^https?:\/\/[\x21-\x7e]{1,1015}$/.test(value),
  renew: (value) => typeof value === 'boolean',
  requestId: (value) => typeof value === 'string' && REQUEST_ID.test(value),
}

/** @param appId the only app that it serves */
export function createRelayDouble(appId: string): RelayDouble {
  const codes = new Map<string, 'fresh' | 'used'>()
  let tokens = 0
  let refusal: { status: number; code: string; retryAfter: number | undefined } | undefined

  function login(body: unknown): RelayReply {
    const requestId = requestIdIn(body)
    const problem = problemOf(body, appId)
    if (problem !== undefined) return failure(problem.status, problem.code, requestId)
    if (refusal !== undefined) {
      const { status, code, retryAfter } = refusal
      refusal = undefined
      return failure(status, code, requestId, retryAfter)
    }
    const { code } = body as { code: string }
    const state = codes.get(code)
    if (state === undefined) return failure(401, 'WeChat.CodeInvalid', requestId)
    if (state === 'used') return failure(401, 'WeChat.CodeUsed', requestId)
    codes.set(code, 'used')
    return reply(200, { Data: newToken(), RequestId: requestId })
  }

  function newToken(): Fields {
    return {
      Token: `token-${(tokens += 1)}`,
      ExpireAt: Math.floor(Date.now() / 1000) + TOKEN_SECONDS,
      ExpiresIn: TOKEN_SECONDS,
    }
  }

  return {
    mintCode: () => {
      const code = `code-${codes.size + 1}`
      codes.set(code, 'fresh')
      return code
    },
    login,
    refuseNext: (status, code, retryAfter) => (refusal = { status, code, retryAfter }),
  }
}

function problemOf(body: unknown, appId: string): { status: number; code: string } | undefined {
  if (JSON.stringify(body).length > BODY_LIMIT) return { status: 413, code: 'Relay.BodyTooLarge' }
  const invalid = { status: 400, code: 'Relay.InvalidParameter' }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return invalid
  const given = Object.entries(body)
  if (!('code' in body) || given.some(([name, value]) => fields[name]?.(value) !== true)) return invalid
  const asked = (body as Fields).appId ?? appId
  return asked === appId ? undefined : { status: 403, code: 'Relay.UnknownApp' }
}

function requestIdIn(body: unknown): string {
  const given = (body as Fields | null)?.requestId
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}

function failure(status: number, Code: string, RequestId: string, retryAfter?: number): RelayReply {
  const header = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return reply(status, { Error: { Code, Message: `The relay says ${Code}.` }, RequestId }, header)
}

function reply(statusCode: number, Response: object, header: Record<string, string> = {}): RelayReply {
  return { statusCode, data: { Response }, header: { 'Content-Type': 'application/json', ...header } }
}
