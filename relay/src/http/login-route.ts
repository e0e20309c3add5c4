import type { FastifyInstance } from 'fastify'
import type {
  LOGIN_PATH as ContractPath,
  LoginRequest,
  LoginSuccess,
} from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError } from '../errors'
import type { Log } from '../log'
import type { RateLimits } from '../login/rate-limits'
import type { Login, LoginProof } from '../login/login'
import type { PlatformUser } from '../login/platform-user'
import type { Report } from '../events'
import { logLogin } from './login-log'
import { loginFailureSchema, loginSuccessSchema } from './reply-schema'
import { platformUserOf } from './platform-user-headers'
import { codelessLoginRequestSchema, fieldRules, loginRequestSchema, requestIdOf } from './request-schema'

/** As the contract has it: types only come from there, so the compiler holds this to it. */
const LOGIN_PATH: typeof ContractPath = '/login'

export interface LoginRouteDependencies {
  login: Login
  log: Log
  clock: Clock
  report: Report
  limits: Pick<RateLimits, 'ofAddress'>
  /** Whether the `X-WX-*` headers of WeChat's cloud tell who the user is. Anybody else can write them too. */
  trustsPlatformHeaders: boolean
}

/** `POST /login`: the body in, the envelope out. Failures go to the error handler. */
export function addLoginRoute(app: FastifyInstance, dependencies: LoginRouteDependencies): void {
  const { login, log, clock, report, limits, trustsPlatformHeaders } = dependencies
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
    onResponse: logLogin(log, clock, report),
    handler: async (request) => {
      const requestId = requestIdOf(request)
      const { code: _code, codeType: _codeType, ...asked } = request.body
      const user = trustsPlatformHeaders ? platformUserOf(request.headers) : undefined
      const data = await login({ ...asked, requestId, ...proofOf(request.body, user) }, request.journal)
      return { Response: { Data: data, RequestId: requestId } }
    },
  })
}

/**
 * What tells who the user is: the code when there is one, else the cloud platform's word. A code goes first since
 * a caller who sends one means it: in a plugin the two can name different users.
 */
function proofOf({ code, codeType }: LoginRequest, user: PlatformUser | undefined): LoginProof {
  if (code !== undefined) return codeType === undefined ? { code } : { code, codeType }
  if (user !== undefined) return { user }
  throw relayError('Relay.InvalidParameter', { message: `code: required; it ${fieldRules.code}.` })
}
