import { fastify, type FastifyInstance } from 'fastify'
import { SandboxClock } from './clock'
import { controlRoutes } from './control/control-routes'
import { deviceRoutes } from './control/device-routes'
import { eventRoutes } from './control/event-routes'
import { signingRoutes } from './control/signing-routes'
import { txIotSdkRoutes } from './control/tx-iot-sdk-routes'
import { Envelope } from './explorer/envelope'
import { FaultQueue } from './faults'
import {
  allowLoopbackPages,
  answerMistakes,
  readBodiesAsText,
  refuseForeignNames,
  tellDate,
} from './http-manners'
import { Journal } from './journal'
import { settingsFrom, type SandboxOptions } from './options'
import { relayEnvironment } from './relay-environment'
import { HeldReplies } from './upstream/held-replies'
import { upstreamRoutes } from './upstream/upstream-routes'
import { explorerSocket } from './websocket/explorer-socket'
import { Subscriptions } from './websocket/subscriptions'
import type { MintedCode, MintRequest } from './world/wechat-codes'
import { World } from './world/world'

export interface ListenAddress {
  /** Default: `127.0.0.1`. */
  host?: string
  /** 0 takes any free port. Default: 8788. */
  port?: number
}

export const DEFAULT_HOST = '127.0.0.1'
export const DEFAULT_PORT = 8788

/** WeChat and IoT Explorer on one port, and the means to move them. */
export interface Sandbox {
  /** Starts to listen, once. Resolves to the URL to reach it by, without a slash at the end. */
  listen(address?: ListenAddress): Promise<string>
  /** Stops, and drops connections that still wait for an answer. */
  close(): Promise<void>
  /** The variables that point a relay at this sandbox; once it listens, with the true port. */
  relayEnvironment(): Record<string, string>
  /** What `wx.login` would have given. Throws a {@link UsageError} when there is no such app. */
  mintCode(request?: MintRequest): MintedCode
  /** As new: users, codes, tokens, faults, clock, journal and the form of the envelope. */
  reset(): void
  readonly world: World
  readonly clock: SandboxClock
  readonly faults: FaultQueue
  readonly journal: Journal
  /** `envelope.form` may be changed at any time. */
  readonly envelope: Envelope
}

/** Builds a sandbox that does not listen yet. Throws a {@link UsageError} when the apps contradict each other. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const settings = settingsFrom(options)
  const clock = new SandboxClock(settings.clock)
  const world = new World(settings, clock)
  const faults = new FaultQueue()
  const journal = new Journal()
  const envelope = new Envelope(settings.envelope)
  const heldReplies = new HeldReplies()
  const subscriptions = new Subscriptions(clock)

  const reset = () => {
    world.reset()
    clock.reset()
    faults.clear()
    journal.clear()
    envelope.form = settings.envelope
    heldReplies.releaseAll()
    socket.closeAll()
  }

  const app = fastify({ exposeHeadRoutes: false, forceCloseConnections: true })
  // A connection that could not be accepted: the others are served. Who calls `listen` is told by that.
  app.server.on('error', () => undefined)
  const routes = listRoutes(app)
  const socket = explorerSocket(app.server, { world, clock, journal, subscriptions, hosts: settings.hosts })
  tellDate(app, clock)
  refuseForeignNames(app, settings.hosts)
  allowLoopbackPages(app)
  readBodiesAsText(app)
  answerMistakes(app, routes)
  upstreamRoutes(app, { world, clock, settings }, { clock, envelope, faults, journal, heldReplies })
  controlRoutes(app, { world, clock, faults, journal, envelope, reset })
  deviceRoutes(app, world, subscriptions)
  signingRoutes(app, world)
  txIotSdkRoutes(app, world)
  eventRoutes(app, { world, clock, hosts: settings.hosts })
  app.get('/', () => ({ ready: true, routes }))

  let url = `http://${DEFAULT_HOST}:${DEFAULT_PORT}`
  return {
    async listen({ host = DEFAULT_HOST, port = DEFAULT_PORT } = {}) {
      url = await app.listen({ host, port })
      return url
    },
    async close() {
      heldReplies.releaseAll()
      socket.closeAll()
      await app.close()
    },
    relayEnvironment: () => relayEnvironment(world.apps, url),
    mintCode: (request) => world.codes.mint(request),
    reset,
    world,
    clock,
    faults,
    journal,
    envelope,
  }
}

/** Fills itself as routes are added. */
function listRoutes(app: FastifyInstance): readonly string[] {
  const routes: string[] = []
  app.addHook('onRoute', ({ method, path }) => {
    routes.push(`${[method].flat().join(', ')} ${path}`)
  })
  return routes
}
