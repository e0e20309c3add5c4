import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection whose every byte the test chooses: a browser or `fetch` would tidy what it sends. */
export interface RawConnection {
  /** Sends text, or bytes that are no text. */
  send(content: string | Buffer): void
  /** The first line of what comes back. */
  statusLine(): Promise<string>
  /** Resolves once these words have come back. Rejects when the connection ends without them. */
  received(words: string): Promise<void>
  /** Ends it as a process that dies does: with a reset. */
  reset(): Promise<void>
  closed(): Promise<void>
}

const open: Socket[] = []

// A connection that a failing test leaves open would keep its server, and Jest, from ending.
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy()
})

/**
 * Connects to a server of this machine, until the test ends.
 *
 * @param staysOpen whether it keeps its own end open when the server has ended the other
 */
export async function connectRaw(url: string, staysOpen = false): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: staysOpen })
  open.push(socket)
  // A reset from the other side is what some tests are about.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  let received = ''
  socket.on('data', (data: Buffer) => {
    received += data.toString('latin1')
  })
  const isClosed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve()
    })
  })
  const isReceived = async (words: string) => {
    while (!received.includes(words)) {
      const ended = await Promise.race([once(socket, 'data').then(() => false), isClosed.then(() => true)])
      if (ended && !received.includes(words)) throw new Error(`The connection ended without ${words}`)
    }
  }
  return {
    send: (content) => {
      socket.write(content)
    },
    received: isReceived,
    async statusLine() {
      await isReceived('\r\n')
      return received.split('\r\n', 1)[0] ?? ''
    },
    async reset() {
      socket.resetAndDestroy()
      await isClosed
    },
    closed: () => isClosed,
  }
}

/** The request with which a WebSocket begins. */
export function upgradeRequest(url: string, path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: new URL(url).host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}
