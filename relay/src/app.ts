import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from './clock'
import { relayError } from './errors'
import {
  answerBrokenRequest,
  refuseExpectation,
  MISSING_HOST,
  notFound,
  replyHeaders,
  sendError,
  toRelayError,
  SHUTTING_DOWN,
} from './http/error-reply'
import { forwardedFor, limitConnectionsByAddress } from './http/addresses'
import {
  addHealthRoutes,
  type ProbeStore,
  addMetricsRoute,
  type MetricsAccess,
  type MetricsSource,
} from './http/monitoring-routes'
import { addLoginRoute, keepJournals } from './http/login-route'
import { addSignatureRoute } from './tx-iot-sdk/signature-route'
import type { SignLogin } from './tx-iot-sdk/sign-login'
import { addAvatarRoutes, type AvatarRoutesDependencies } from './avatar/avatar-routes'
import { addDeletionRoute } from './deletion/deletion-route'
import { addEventsRoutes, type EventsRoutesDependencies } from './withdrawal/events-routes'
import type { DeleteAccount } from './deletion/delete-account'
import { addOpenApiRoute } from './http/openapi-route'
import type { RateLimits } from './login/rate-limits'
import { describeBug, type Log } from './log'
import type { FinishedLogin, Login } from './login/login'
import type { Report } from './events'

export interface AppDependencies {
  login: Login
  /** Default: there is no such route. */
  deleteAccount?: DeleteAccount
  /** Default: there is no such route. */
  signLogin?: SignLogin
  /** Default: the relay takes no pictures. */
  avatars?: AvatarRoutesDependencies
  /** Default: WeChat's events are not taken. */
  events?: Omit<EventsRoutesDependencies, 'log' | 'clock'>
  log: Log
  clock: Clock
  /** Longest body, bytes. */
  bodyLimitBytes: number
  /** How long a caller may take to send its request, milliseconds. */
  requestTimeoutMs: number
  /** Longest request line and headers together, bytes. Default: 8192. */
  headerLimitBytes?: number
  /** How many connections may be open; those beyond are closed at once. Default: any number. */
  maxConnections?: number
  /** How many of them from one address that is no trusted proxy. Default: 0, any number. */
  maxConnectionsPerAddress?: number
  /** How long an idle connection is kept, milliseconds. Default: 72000. */
  keepAliveTimeoutMs?: number
  /** Whose `X-Forwarded-For` says where a request came from: addresses, networks, `loopback`. Default: none. */
  trustProxy?: readonly string[]
  /** Default: none. */
  limits?: Pick<RateLimits, 'ofAddress'>
  /** Default: nothing is reported. */
  report?: Report
  probeStore?: ProbeStore
  /** Default: there are none. */
  metrics?: MetricsSource
  /** Told of each login when its reply has been sent. Default: no one is. */
  onLogin?: (login: FinishedLogin) => void
  metricsAccess?: MetricsAccess
  /** Whether the `X-WX-*` headers of WeChat's cloud tell who the user is. Default: no, since anybody can write them. */
  trustsPlatformHeaders?: boolean
  /** Whether the log names the documents that a user has agreed to. Default: no. */
  logsConsent?: boolean
}

/** The relay's HTTP side, around any implementation of a login. Opens no port: use `listen` or `inject`. */
export function createApp(dependencies: AppDependencies): FastifyInstance {
  const { login, log, clock, bodyLimitBytes, requestTimeoutMs, metrics } = dependencies
  const {
    headerLimitBytes = 8192,
    maxConnections,
    trustProxy = [],
    keepAliveTimeoutMs = 72_000,
  } = dependencies
  const app = fastify({
    // Fastify's own log would write URLs; ours writes named fields only.
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    http: {
      maxHeaderSize: headerLimitBytes,
      // Node's own is a minute, and where it is the longer one it takes the place of the other.
      headersTimeout: requestTimeoutMs,
      // How often Node looks for callers who are too slow; by itself every half minute.
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
      requireHostHeader: false,
    },
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    // By default Fastify drops unknown fields and turns 1 into "1"; both hide a caller's mistake.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    frameworkErrors: (error, request, reply) => void sendError(request, reply, toRelayError(error)),
    clientErrorHandler: answerBrokenRequest,
  })
  app.removeContentTypeParser('text/plain')

  if (maxConnections !== undefined) app.server.maxConnections = maxConnections
  limitConnectionsByAddress(app.server, dependencies.maxConnectionsPerAddress ?? 0, trustProxy)
  keepJournals(app, clock)
  app.addHook('onSend', (_request, reply, _payload, next) => {
    reply.headers(replyHeaders)
    next()
  })
  refuseWhileClosing(app)
  app.server.on('checkExpectation', refuseExpectation)
  app.server.on('error', (error: NodeJS.ErrnoException) => {
    // Who calls `listen` is told by that. Later it is a connection that could not be accepted: the others are served.
    if (app.server.listening) log('error', 'refused', { cause: error.code, hint: NOT_ACCEPTED })
  })
  // HTTP/1.1 demands it; Node would refuse with an empty body. https://www.rfc-editor.org/rfc/rfc9112#section-3.2
  app.addHook('onRequest', ({ raw, headers }, _reply, done) => {
    // Before anything asks for the address, which Fastify reads from here.
    const forwarded = headers['x-forwarded-for']
    if (typeof forwarded === 'string') headers['x-forwarded-for'] = forwardedFor(forwarded).join(', ')
    const isMissing = headers.host === undefined && raw.httpVersion === '1.1'
    done(isMissing ? relayError('Relay.InvalidParameter', MISSING_HOST) : undefined)
  })
  app.setErrorHandler((error, request, reply) => {
    const failure = toRelayError(error)
    request.failure = failure
    if (failure.code === 'Relay.InternalError')
      log('error', 'bug', { requestId: request.id, ...describeBug(error) })
    return sendError(request, reply, failure)
  })
  app.setNotFoundHandler((request, reply) => {
    log('debug', 'refused', { requestId: request.id, outcome: 'Relay.NotFound', status: 404 })
    return sendError(request, reply, notFound(request))
  })

  addOpenApiRoute(app)
  const { limits = noLimits, report = () => undefined, trustsPlatformHeaders = false } = dependencies
  const { deleteAccount, signLogin, onLogin, logsConsent = false } = dependencies
  addLoginRoute(app, { login, log, clock, limits, report, onLogin, trustsPlatformHeaders, logsConsent })
  if (deleteAccount !== undefined) {
    addDeletionRoute(app, { deleteAccount, log, clock, limits, trustsPlatformHeaders })
  }
  if (signLogin !== undefined) {
    addSignatureRoute(app, { signLogin, log, clock, limits, trustsPlatformHeaders })
  }
  if (dependencies.avatars !== undefined) addAvatarRoutes(app, dependencies.avatars, { log, clock })
  if (dependencies.events !== undefined) addEventsRoutes(app, { ...dependencies.events, log, clock })
  addHealthRoutes(app, dependencies.probeStore ?? noStore)
  if (metrics !== undefined) addMetricsRoute(app, metrics, dependencies.metricsAccess ?? 'private')
  return app
}

const NOT_ACCEPTED =
  'A connection could not be accepted: raise the limit of open files, or set a lower MAX_CONNECTIONS.'

const noLimits: Pick<RateLimits, 'ofAddress'> = { ofAddress: () => undefined }
const noStore: ProbeStore = () => Promise.resolve(undefined)

/**
 * While the relay closes, requests under way are waited for, before anything that they need is taken away, and
 * new ones are told to go elsewhere. Each reply ends its connection, since one that is kept alive would keep the
 * process alive with it.
 */
function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false
  let underWay = 0
  let lastHasEnded: () => void = () => undefined

  app.addHook('preClose', async () => {
    isClosing = true
    if (underWay > 0) await new Promise<void>((resolve) => (lastHasEnded = resolve))
  })
  function end(): void {
    underWay -= 1
    if (underWay === 0) lastHasEnded()
  }

  app.addHook('onRequest', (request, reply, next) => {
    underWay += 1
    // Also when the caller goes away, after which no hook is certain to run.
    reply.raw.on('close', end)
    if (isClosing && request.url !== '/healthz') next(relayError('Relay.Busy', SHUTTING_DOWN))
    else next()
  })
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (isClosing) reply.header('connection', 'close')
    next()
  })
}
