import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'

import { packMiniProgram, projectRoots, type ProjectRoots } from './bundle/mini-program'
import type { Domain } from './phone/network'
import { pageFiles, SCRIPT, type PageFile, type PageFiles } from './server/page-files'
import { passOn } from './server/pass-on'
import { createSocketPasser } from './server/pass-on-socket'
import { pictureIn } from './server/pictures'
import { strangerIn } from './server/refuse-strangers'
import { addressOf } from './server/request-address'

export interface PreviewOptions {
  /** Where the relay listens, without a slash at the end. */
  relayUrl: string
  /** Where the sandbox listens, without a slash at the end. */
  sandboxUrl: string
  /** 0 takes any free port. Default: 8786. */
  port?: number
  /** The folder with `project.config.json`. Default: this repository. */
  project?: string
  /** The relay's address as the mini program names it. Default: the demo host's. */
  relayUrlInApp?: string
}

export interface Preview {
  /** Without a slash at the end. */
  url: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const DEFAULT_PORT = 8786
/** `miniprogram/config.ts`. */
const DEMO_RELAY_URL = 'http://127.0.0.1:8787'
const DEMO_SANDBOX_URL = 'http://127.0.0.1:8788'
/** What the plugin calls with a user's own token. */
const EXPLORER_ORIGIN = 'https://iot.cloud.tencent.com'

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self' data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/**
 * Serves the built mini program to any browser of this machine only: on loopback, under loopback's names.
 *
 * @throws {Error} with the cure when the mini program is not built or cannot be compiled, or when the port is taken
 */
export async function servePreview(options: PreviewOptions): Promise<Preview> {
  const { relayUrl, sandboxUrl, port = DEFAULT_PORT, project = join(__dirname, '..') } = options
  const roots = await projectRoots(project)
  // What does not compile is told now, not in the browser.
  await packMiniProgram(roots)
  const targets = [
    { origin: options.relayUrlInApp ?? DEMO_RELAY_URL, party: 'relay', target: relayUrl },
    { origin: EXPLORER_ORIGIN, party: 'explorer', target: `${sandboxUrl}/iot.cloud.tencent.com` },
    { origin: DEMO_SANDBOX_URL, party: 'explorer', target: sandboxUrl },
  ] as const
  const domains = targets.map(({ origin, party }, index) => ({ origin, party, path: `/domains/${index}` }))
  const files: Partial<PageFiles> = { ...pageFiles(), '/mini-program.js': () => miniProgram(roots, domains) }

  const server = createServer((request, reply) => {
    answer(request, reply).catch((error: unknown) => {
      if (!reply.headersSent)
        reply.writeHead(500, { ...SECURITY, 'content-type': 'text/plain; charset=utf-8' })
      reply.end(error instanceof Error ? error.message : String(error))
    })
  })

  /** What an address of the preview stands for. */
  function behind(pathname: string): string | undefined {
    const [, index, rest = ''] = /^\/domains\/(\d+)(\/.*)?$/.exec(pathname) ?? []
    const target = targets[Number(index)]
    return target && target.target + rest
  }

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const address = addressOf(request)
    if (address === undefined) {
      send(reply, 400, text('This address is malformed: ask for one that the preview links to.'))
      return
    }
    const stranger = strangerIn(request, portOf(server))
    if (stranger !== undefined) {
      send(reply, 403, text(stranger))
      return
    }
    const { pathname, search } = address
    if (pathname.startsWith('/sandbox/')) return passOn(request, reply, sandboxUrl + pathname + search)
    const target = behind(pathname)
    if (target !== undefined) return passOn(request, reply, target + search)
    if (request.method !== 'GET') {
      send(reply, 405, text('Only GET is served here.'))
      return
    }
    const file = await (files[pathname]?.() ?? picture(roots, pathname))
    send(reply, file ? 200 : 404, file ?? text('There is nothing here.'))
  }

  // A connection that could not be accepted: the others are served.
  server.on('error', () => undefined)
  const sockets = createSocketPasser()
  server.on('upgrade', (request, connection, head) => {
    // From here on the connection is ours, and so are its errors: a page may be closed at any moment.
    connection.on('error', () => connection.destroy())
    const address = addressOf(request)
    const target = address && behind(address.pathname)
    if (address === undefined) refuseUpgrade(connection, '400 Bad Request')
    else if (strangerIn(request, portOf(server)) !== undefined) refuseUpgrade(connection, '403 Forbidden')
    else if (target === undefined) refuseUpgrade(connection, '404 Not Found')
    else sockets.passOn(request, connection, head, target.replace(/^http/, 'ws') + address.search)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const cure = `Port ${port}, where the preview belongs, is taken: stop what listens there, and start again.`
      reject(error.code === 'EADDRINUSE' ? new Error(cure) : error)
    })
    server.listen(port, HOST, resolve)
  })
  return {
    url: `http://${HOST}:${portOf(server)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        sockets.closeAll()
        server.closeAllConnections()
      }),
  }
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Packed each time, so that a reload shows what was built since. */
async function miniProgram(roots: ProjectRoots, domains: Domain[]): Promise<PageFile> {
  const packed = await packMiniProgram(roots)
  return { type: SCRIPT, content: `window.previewDomains = ${JSON.stringify(domains)}\n${packed}` }
}

async function picture(roots: ProjectRoots, pathname: string): Promise<PageFile | undefined> {
  const [, space, path = ''] = /^\/files\/([^/]+)\/(.+)$/.exec(pathname) ?? []
  if (space === undefined) return undefined
  return pictureIn(space === 'app' ? roots.app : roots.plugin, decodeURIComponent(path))
}

const text = (content: string): PageFile => ({ type: 'text/plain; charset=utf-8', content })

function refuseUpgrade(connection: Duplex, status: string): void {
  // A page that keeps its own end open would keep the server from closing.
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => connection.destroy())
}

function send(reply: ServerResponse, status: number, { type, content }: PageFile): void {
  reply.writeHead(status, { ...SECURITY, 'content-type': type }).end(content)
}
