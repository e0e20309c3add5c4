import type { FastifyInstance } from 'fastify'
import type { AccountDeletionRequest as ProofRequest } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { proofOf, requestIdOf } from '../http/login-route'
import { platformUserOf } from '../http/platform-user-headers'
import { loginFailureSchema, loginRequestSchema, successSchemaOf } from '../http/schemas'
import type { Log, LogEvent } from '../log'
import type { LoginJournal } from '../login/login'
import type { RateLimits } from '../login/rate-limits'
import { logRequest } from './log-request'
import type { ProofAttempt } from './prove-user'

const { code, codeType, appId, requestId } = loginRequestSchema.properties

const requestSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { code, codeType, appId, requestId },
} as const

/** What a route needs beside its own work. */
export interface ProvenRouteDependencies {
  log: Log
  clock: Clock
  limits: Pick<RateLimits, 'ofAddress'>
  /** Whether the `X-WX-*` headers of WeChat's cloud tell who the user is. Anybody else can write them too. */
  trustsPlatformHeaders: boolean
}

/** A request that carries a proof of its user, and nothing else. */
export interface ProvenRoute<Data> {
  path: string
  /** The name of its line in the log. */
  event: LogEvent
  /** The schema of `Data`: what it does not name cannot get out. */
  dataSchema: object
  work: (attempt: ProofAttempt, journal: LoginJournal) => Promise<Data>
}

/** `POST` with the proof in, and `Data` in the envelope out. Failures go to the error handler. */
export function addProvenRoute<Data>(
  app: FastifyInstance,
  { path, event, dataSchema, work }: ProvenRoute<Data>,
  { log, clock, limits, trustsPlatformHeaders }: ProvenRouteDependencies,
): void {
  app.post<{ Body: ProofRequest }>(path, {
    schema: {
      body: trustsPlatformHeaders ? requestSchema : { ...requestSchema, required: ['code'] },
      response: {
        200: successSchemaOf(dataSchema),
        '4xx': loginFailureSchema,
        '5xx': loginFailureSchema,
      },
    },
    onRequest: async ({ ip }) => limits.ofAddress(ip),
    onResponse: logRequest(event, log, clock),
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
      return { Response: { Data: await work(attempt, request.journal), RequestId: named } }
    },
  })
}
