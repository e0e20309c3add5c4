import type { FastifyInstance } from 'fastify'
import type {
  ACCOUNT_DELETION_PATH as ContractPath,
  AccountDeletionData,
  AccountDeletionRequest,
} from '../../../plugin/relay-client/contract'
import { logRequest } from '../account/log-request'
import type { Clock } from '../clock'
import { proofOf, requestIdOf } from '../http/login-route'
import { platformUserOf } from '../http/platform-user-headers'
import { loginFailureSchema, loginRequestSchema } from '../http/schemas'
import type { Log } from '../log'
import type { RateLimits } from '../login/rate-limits'
import type { DeleteAccount } from './delete-account'

const PATH: typeof ContractPath = '/account-deletion'

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
        Data: { type: 'object', required: ['DeleteAt'], properties: { DeleteAt: { type: 'integer' } } },
        RequestId: { type: 'string' },
      },
    },
  },
} as const

export interface DeletionRouteDependencies {
  deleteAccount: DeleteAccount
  log: Log
  clock: Clock
  limits: Pick<RateLimits, 'ofAddress'>
  trustsPlatformHeaders: boolean
}

interface Reply {
  Response: { Data: AccountDeletionData; RequestId: string }
}

/** `POST /account-deletion`: the proof in, the date of the deletion out. Failures go to the error handler. */
export function addDeletionRoute(app: FastifyInstance, dependencies: DeletionRouteDependencies): void {
  const { deleteAccount, log, clock, limits, trustsPlatformHeaders } = dependencies
  app.post<{ Body: AccountDeletionRequest; Reply: Reply }>(PATH, {
    schema: {
      body: trustsPlatformHeaders ? requestSchema : { ...requestSchema, required: ['code'] },
      response: { 200: successSchema, '4xx': loginFailureSchema, '5xx': loginFailureSchema },
    },
    onRequest: async ({ ip }) => limits.ofAddress(ip),
    onResponse: logRequest('account-deletion', log, clock),
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
      return { Response: { Data: await deleteAccount(attempt, request.journal), RequestId: named } }
    },
  })
}
