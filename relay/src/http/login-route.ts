import type { FastifyInstance } from 'fastify'
import { LOGIN_PATH } from './paths'
import type { LoginRequest, LoginSuccess } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import type { Log } from '../log'
import type { Login } from '../login/login'
import { logLogin } from './login-log'
import { loginFailureSchema, loginSuccessSchema } from './reply-schema'
import { requestIdOf } from './request-id'
import { loginRequestSchema } from './request-schema'

export interface LoginRouteDependencies {
  login: Login
  log: Log
  clock: Clock
}

/** `POST /login`: the body in, the envelope out. Failures go to the error handler. */
export function addLoginRoute(app: FastifyInstance, { login, log, clock }: LoginRouteDependencies): void {
  app.post<{ Body: LoginRequest; Reply: LoginSuccess }>(LOGIN_PATH, {
    schema: {
      body: loginRequestSchema,
      response: { 200: loginSuccessSchema, '4xx': loginFailureSchema, '5xx': loginFailureSchema },
    },
    onResponse: logLogin(log, clock),
    handler: async (request) => {
      const requestId = requestIdOf(request)
      const data = await login({ ...request.body, requestId }, request.journal)
      return { Response: { Data: data, RequestId: requestId } }
    },
  })
}
