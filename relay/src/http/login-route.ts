import type { FastifyInstance } from 'fastify'
import { LOGIN_PATH } from './paths'
import type { LoginRequest, LoginSuccess } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import type { Log } from '../log'
import type { RateLimits } from '../limits/rate-limits'
import type { Login } from '../login/login'
import type { Observer } from '../observer'
import { logLogin } from './login-log'
import { loginFailureSchema, loginSuccessSchema } from './reply-schema'
import { proofOf } from './login-proof'
import { countAddress } from './rate-limit-hook'
import { platformUserOf } from './platform-user-headers'
import { requestIdOf } from './request-id'
import { codelessLoginRequestSchema, loginRequestSchema } from './request-schema'

export interface LoginRouteDependencies {
  login: Login
  log: Log
  clock: Clock
  observer: Pick<Observer, 'login' | 'shared'>
  limits: Pick<RateLimits, 'ofAddress'>
  /** Whether the `X-WX-*` headers of WeChat's cloud tell who the user is. Anybody else can write them too. */
  trustsPlatformHeaders: boolean
}

/** `POST /login`: the body in, the envelope out. Failures go to the error handler. */
export function addLoginRoute(app: FastifyInstance, dependencies: LoginRouteDependencies): void {
  const { login, log, clock, observer, limits, trustsPlatformHeaders } = dependencies
  app.post<{ Body: LoginRequest; Reply: LoginSuccess }>(LOGIN_PATH, {
    schema: {
      body: trustsPlatformHeaders ? codelessLoginRequestSchema : loginRequestSchema,
      response: { 200: loginSuccessSchema, '4xx': loginFailureSchema, '5xx': loginFailureSchema },
    },
    onRequest: countAddress(limits),
    onResponse: logLogin(log, clock, observer),
    handler: async (request) => {
      const requestId = requestIdOf(request)
      const { code: _code, codeType: _codeType, ...asked } = request.body
      const user = trustsPlatformHeaders ? platformUserOf(request.headers) : undefined
      const data = await login({ ...asked, requestId, ...proofOf(request.body, user) }, request.journal)
      return { Response: { Data: data, RequestId: requestId } }
    },
  })
}
