import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'

/** Passes WebSockets on to another server of this machine. */
export interface SocketPasser {
  /** @param url where to, with `ws:` */
  passOn(request: IncomingMessage, connection: Duplex, head: Buffer, url: string): void
  /** Ends them all, at once. */
  closeAll(): void
}

export function createSocketPasser(): SocketPasser {
  const sockets = new WebSocketServer({ noServer: true })
  const connections = new Set<Duplex>()
  return {
    passOn(request, connection, head, url) {
      connections.add(connection)
      const beyond = new WebSocket(url)
      // Whichever end breaks or goes, at whatever moment, takes the other with it.
      beyond.on('error', () => connection.destroy())
      connection.on('close', () => {
        connections.delete(connection)
        beyond.terminate()
      })
      beyond.on('open', () => {
        sockets.handleUpgrade(request, connection, head, (near) => {
          join(near, beyond)
          join(beyond, near)
        })
      })
    },
    closeAll() {
      // Also those whose other end has not answered yet.
      for (const connection of connections) connection.destroy()
    },
  }
}

/** What one sends the other gets, and the end of one is the end of the other. */
function join(from: WebSocket, to: WebSocket): void {
  from.on('message', (data: Buffer, isBinary) => {
    to.send(data, { binary: isBinary })
  })
  const end = () => {
    to.close()
  }
  from.on('close', end)
  from.on('error', end)
}
