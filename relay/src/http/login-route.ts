import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type {
  CodeType,
  LOGIN_PATH as ContractPath,
  LoginRequest,
  LoginSuccess,
} from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError, type RelayError } from '../errors'
import type { Report } from '../events'
import { isJsonObject } from '../json-object'
import type { Log, LogFields } from '../log'
import type { FinishedLogin, Login, LoginJournal, LoginProof } from '../login/login'
import type { PlatformUser } from '../login/ports'
import type { RateLimits } from '../login/rate-limits'
import { platformUserOf } from './platform-user-headers'
import {
  codelessLoginRequestSchema,
  fieldRules,
  loginFailureSchema,
  loginRequestSchema,
  loginSuccessSchema,
  REQUEST_ID,
} from './schemas'

declare module 'fastify' {
  interface FastifyRequest {
    journal: LoginJournal & { startedAt: number }
    /** Set when the request was answered with an error. */
    failure: RelayError | null
  }
}

/** As the contract has it: types only come from there, so the compiler holds this to it. */
const LOGIN_PATH: typeof ContractPath = '/login'

export interface LoginRouteDependencies {
  login: Login
  log: Log
  clock: Clock
  report: Report
  limits: Pick<RateLimits, 'ofAddress'>
  /** Told when the reply has been sent. */
  onLogin: ((login: FinishedLogin) => void) | undefined
  /** Whether the `X-WX-*` headers of WeChat's cloud tell who the user is. Anybody else can write them too. */
  trustsPlatformHeaders: boolean
  /** Whether the line of a login names the documents that the user has agreed to. */
  logsConsent: boolean
}

/** `POST /login`: the body in, the envelope out. Failures go to the error handler. */
export function addLoginRoute(app: FastifyInstance, dependencies: LoginRouteDependencies): void {
  const { login, log, clock, report, limits, onLogin, trustsPlatformHeaders, logsConsent } = dependencies
  app.post<{ Body: LoginRequest; Reply: LoginSuccess }>(LOGIN_PATH, {
    schema: {
      body: trustsPlatformHeaders ? codelessLoginRequestSchema : loginRequestSchema,
      response: { 200: loginSuccessSchema, '4xx': loginFailureSchema, '5xx': loginFailureSchema },
    },
    // Before the body is read, so that a flood costs no more than its headers.
    onRequest: (request, _reply, next) => {
      const counted = limits.ofAddress(request.ip)
      if (counted === undefined) next()
      else counted.then(() => next(), next)
    },
    onResponse: endLogin(log, clock, report, logsConsent, onLogin),
    handler: async (request) => {
      const requestId = requestIdOf(request)
      const user = trustsPlatformHeaders ? platformUserOf(request.headers) : undefined
      const { headers } = request
      const attempt = { ...request.body, requestId, hostHeaders: headers, ...proofOf(request.body, user) }
      const data = await login(attempt, request.journal)
      return { Response: { Data: data, RequestId: requestId } }
    },
  })
}

const validRequestId = new RegExp(REQUEST_ID)

/** What names this request: the id in its body when it is a valid one, else the UUID it got on arrival. */
export function requestIdOf(request: FastifyRequest): string {
  const { body } = request
  const given = isJsonObject(body) ? body.requestId : undefined
  return typeof given === 'string' && validRequestId.test(given) ? given : request.id
}

/**
 * What tells who the user is: the code when there is one, else the cloud platform's word. A code goes first since
 * a caller who sends one means it: in a plugin the two can name different users.
 */
export function proofOf(
  { code, codeType }: Pick<LoginRequest, 'code' | 'codeType'>,
  user: PlatformUser | undefined,
): LoginProof {
  if (code !== undefined) return codeType === undefined ? { code } : { code, codeType }
  if (user !== undefined) return { user }
  throw relayError('Relay.InvalidParameter', { message: `code: required; it ${fieldRules.code}.` })
}

/** Gives every request a journal, so that one line can tell at the end what became of it. */
export function keepJournals(app: FastifyInstance, clock: Clock): void {
  app.decorateRequest('failure', null)
  app.decorateRequest('journal')
  app.addHook('onRequest', (request, _reply, next) => {
    request.journal = { startedAt: clock.elapsed() }
    next()
  })
}

/** Reports one login, writes its line in the log, and tells the host, when it has been answered. */
function endLogin(
  log: Log,
  clock: Clock,
  report: Report,
  logsConsent: boolean,
  onLogin?: (login: FinishedLogin) => void,
) {
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const { journal, failure } = request
    const { appId, host, shared, wechatMs, iotMs } = journal
    const outcome = failure?.code ?? 'ok'
    const durationMs = clock.elapsed() - journal.startedAt
    report({ type: 'login', outcome, durationMs, shared, host })
    const fields: LogFields = {
      requestId: requestIdOf(request),
      appId,
      host,
      codeType: codeTypeOf(request),
      outcome,
      shared,
      status: reply.statusCode,
      wechatMs,
      iotMs,
      totalMs: Math.round(durationMs),
    }
    if (failure === null) log('info', 'login', logsConsent ? { ...fields, ...consentOf(request) } : fields)
    else {
      const hint = failure.code === 'WeChat.CodeInvalid' ? otherAppHint(request, appId) : {}
      log(failure.row.status >= 500 ? 'error' : 'warn', 'login', { ...fields, ...failure.note, ...hint })
    }
    if (journal.finished !== undefined) onLogin?.(journal.finished)
    next()
  }
}

/** WeChat's client writes it, and names the mini program that runs. https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const REFERER = /^https:\/\/servicewechat\.com\/(wx[0-9A-Za-z]{16})\//

/** A code that is refused belongs perhaps to the app that the Referer names; no more than a hint, since it can be forged. */
function otherAppHint({ headers }: FastifyRequest, appId: string | undefined): LogFields {
  const named = REFERER.exec(headers.referer ?? '')?.[1]
  if (named === undefined || named === appId) return {}
  return {
    hint: `The Referer names ${named}: is the code of that app? Serve it too, or send appId. In a plugin it is the host.`,
  }
}

/** The documents of a login that succeeded, whose body has been checked. */
function consentOf({ body }: FastifyRequest): LogFields {
  const { consent = [] } = body as LoginRequest
  if (consent.length === 0) return {}
  return { consent: JSON.stringify(consent.map(({ name, version }) => [name, version ?? ''])) }
}

/** Only the two words that exist: anything else is the caller's text and stays out of the log. */
function codeTypeOf({ body }: FastifyRequest): CodeType | undefined {
  const codeType = isJsonObject(body) ? body.codeType : undefined
  return codeType === 'login' || codeType === 'pluginLogin' ? codeType : undefined
}
