import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { isFromThisMachine } from '../http-manners'
import type { Journal } from '../journal'
import type { SandboxClock } from '../clock'
import { isServedHost } from '../served-hosts'
import type { World } from '../world/world'
import { answerMessage, readMessage, type SocketMessage } from './answer-message'
import type { Subscriptions } from './subscriptions'

/** What the official SDK opens, and what the newest documents name. */
export const SOCKET_PATHS = [
  '/iot.cloud.tencent.com/ws/explorer',
  '/iot.cloud.tencent.com/iotstudio_v2_weapp_1',
]

export interface SocketParts {
  world: World
  clock: SandboxClock
  journal: Journal
  subscriptions: Subscriptions
  /** Names under which it is served besides `localhost` and addresses. */
  hosts: readonly string[]
}

/** As much as a request over HTTP may bring. */
const MOST_BYTES = 1024 * 1024

export interface ExplorerSocket {
  /** Ends every connection, at once. */
  closeAll(): void
}

/** Serves IoT Explorer's long connection beside the HTTP of the same server. */
export function explorerSocket(server: Server, parts: SocketParts): ExplorerSocket {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES })
  server.on('upgrade', (request, connection, head) => {
    // From here on the connection is ours, and so are its errors: a client may be gone at any moment.
    connection.on('error', () => connection.destroy())
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const refusal = refusalOf(request, path, parts.hosts)
    if (refusal !== undefined) {
      // A client that keeps its own end open would keep the server from closing.
      connection.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`, () => connection.destroy())
      return
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      serve(socket, path, parts)
    })
  })
  return {
    closeAll() {
      for (const socket of sockets.clients) socket.terminate()
    },
  }
}

function refusalOf({ headers }: IncomingMessage, path: string, hosts: readonly string[]): string | undefined {
  if (!isServedHost(headers.host, hosts) || !isFromThisMachine(headers.origin)) return '403 Forbidden'
  return SOCKET_PATHS.includes(path) ? undefined : '404 Not Found'
}

function serve(socket: WebSocket, path: string, { world, clock, journal, subscriptions }: SocketParts): void {
  // A frame that is no frame: `ws` closes the connection by itself, and only wants somebody to be told.
  socket.on('error', () => {
    socket.terminate()
  })
  socket.on('close', () => {
    subscriptions.drop(socket)
  })
  socket.on('message', (data: Buffer) => {
    const at = clock.unmovedMilliseconds()
    const message = readMessage(data.toString())
    // Not JSON, or no action: the documents know no answer to it.
    if (message === undefined) return
    const answer = answerMessage(world, message, (deviceIds) => {
      subscriptions.set(socket, deviceIds)
    })
    journal.record({
      at,
      host: 'explorer',
      operation: operationOf(message),
      method: 'WebSocket',
      path,
      request: message,
      status: null,
      reply: answer,
      durationMs: 0,
    })
    socket.send(JSON.stringify(answer))
  })
}

const operationOf = ({ action, params }: SocketMessage) =>
  action === 'YunApi' && typeof params['Action'] === 'string' ? params['Action'] : action
