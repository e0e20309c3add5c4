import type { FastifyInstance } from 'fastify'
import type {
  TxIotSdkSignatureData,
  TxIotSdkSignaturePath,
  TxIotSdkSignatureRequest,
} from '../../../plugin/relay-client/contract'
import { logRequest } from '../account/log-request'
import type { Clock } from '../clock'
import { proofOf, requestIdOf } from '../http/login-route'
import { platformUserOf } from '../http/platform-user-headers'
import { loginFailureSchema, loginRequestSchema } from '../http/schemas'
import type { Log } from '../log'
import type { RateLimits } from '../login/rate-limits'
import type { SignLogin } from './sign-login'

const PATH: TxIotSdkSignaturePath = '/tx-iot-sdk/signature'

const { code, codeType, appId, requestId } = loginRequestSchema.properties

const requestSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { code, codeType, appId, requestId },
} as const

const successSchema = {
  type: 'object',
  required: ['Response'],
  properties: {
    Response: {
      type: 'object',
      required: ['Data', 'RequestId'],
      properties: {
        Data: {
          type: 'object',
          required: ['AppKey', 'UserId', 'RequestId', 'Timestamp', 'Nonce', 'Signature'],
          properties: {
            AppKey: { type: 'string' },
            UserId: { type: 'string' },
            RequestId: { type: 'string' },
            Timestamp: { type: 'integer' },
            Nonce: { type: 'integer' },
            Signature: { type: 'string' },
          },
        },
        RequestId: { type: 'string' },
      },
    },
  },
} as const

export interface SignatureRouteDependencies {
  signLogin: SignLogin
  log: Log
  clock: Clock
  limits: Pick<RateLimits, 'ofAddress'>
  trustsPlatformHeaders: boolean
}

interface Reply {
  Response: { Data: TxIotSdkSignatureData; RequestId: string }
}

/** `POST /tx-iot-sdk/signature`: the proof in, a signed login out. Failures go to the error handler. */
export function addSignatureRoute(app: FastifyInstance, dependencies: SignatureRouteDependencies): void {
  const { signLogin, log, clock, limits, trustsPlatformHeaders } = dependencies
  app.post<{ Body: TxIotSdkSignatureRequest; Reply: Reply }>(PATH, {
    schema: {
      body: trustsPlatformHeaders ? requestSchema : { ...requestSchema, required: ['code'] },
      response: { 200: successSchema, '4xx': loginFailureSchema, '5xx': loginFailureSchema },
    },
    onRequest: async ({ ip }) => limits.ofAddress(ip),
    onResponse: logRequest('tx-iot-sdk-signature', log, clock),
    handler: async (request) => {
      const named = requestIdOf(request)
      const { appId: asked, ...proof } = request.body
      const user = trustsPlatformHeaders ? platformUserOf(request.headers) : undefined
      const attempt = {
        ...proofOf(proof, user),
        ...(asked === undefined ? {} : { appId: asked }),
        requestId: named,
        hostHeaders: request.headers,
      }
      return { Response: { Data: await signLogin(attempt, request.journal), RequestId: named } }
    },
  })
}
