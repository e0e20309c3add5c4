import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

import { WebSocketServer, type WebSocket } from 'ws'

import { connectRaw, upgradeRequest } from '../../test/stand-ins/raw-connection'
import { writeSmallProject } from '../../test/stand-ins/small-project'
import { servePreview, type Preview } from '../server'

/** What no web page, no dying process and no broken upstream may do: end the preview. */

const SOCKET = '/domains/1/ws/explorer'
let folder: string
let preview: Preview
let upstream: Server
/** Its connections, of which it loses sight once they are WebSockets. */
const connections = new Set<Socket>()
let upgraded: (request: IncomingMessage, connection: Duplex, head: Buffer) => void

beforeAll(async () => {
  folder = writeSmallProject()
  const http = createServer((_, reply) => reply.writeHead(200, { 'content-length': '9' }).write('half'))
  http.on('upgrade', (request, connection, head) => {
    upgraded(request, connection, head)
  })
  http.on('connection', (connection: Socket) => connections.add(connection))
  upstream = http
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
  preview = await servePreview({ relayUrl: url, sandboxUrl: url, port: 0, project: folder })
})
afterEach(async () => {
  // It still serves: whatever came before has not ended it.
  expect((await fetch(preview.url)).status).toBe(200)
})
afterAll(async () => {
  for (const connection of connections) connection.destroy()
  await preview.close()
  upstream.close()
  rmSync(folder, { recursive: true })
})

const MALFORMED = ['//', '//[', 'http://[/', 'http://:0:0/']

test.each(MALFORMED)('a WebSocket to the malformed address %s is refused', async (path) => {
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, path, { Origin: 'https://evil.example', Host: 'evil.example' }))
  expect(await raw.statusLine()).toBe('HTTP/1.1 400 Bad Request')
  await raw.closed()
})

test.each([...MALFORMED, '/files/app/%zz.png', '/files/app/%E0%A4%A.png', '/files/app/a%00.png'])(
  'a request for the malformed address %s gets 400',
  async (path) => {
    const raw = await connectRaw(preview.url)
    raw.send(`GET ${path} HTTP/1.1\r\nHost: ${new URL(preview.url).host}\r\nConnection: close\r\n\r\n`)
    expect(await raw.statusLine()).toBe('HTTP/1.1 400 Bad Request')
    await raw.closed()
  },
)

test.each([
  ['from another page', SOCKET, { Origin: 'https://evil.example' }, '403 Forbidden'],
  ['to an address that stands for nothing', '/nowhere', {}, '404 Not Found'],
])('a WebSocket %s is told so', async (_, path, headers, status) => {
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, path, headers))
  expect(await raw.statusLine()).toBe(`HTTP/1.1 ${status}`)
  await raw.closed()
})

test('a page that is closed before its refused WebSocket was told so ends nothing', async () => {
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, '/nowhere'))
  await raw.reset()
})

test('a page that is closed while its WebSocket is being connected ends the one beyond', async () => {
  const arrived = new Promise<() => Promise<WebSocket>>((resolve) => {
    upgraded = (...upgrade) => {
      resolve(() => new Promise((accepted) => acceptor(accepted)(...upgrade)))
    }
  })
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, SOCKET))
  const accept = await arrived
  await raw.reset()
  await once(await accept(), 'close')
})

test('an upstream that refuses the WebSocket closes the page’s', async () => {
  upgraded = (_, connection) => connection.end('HTTP/1.1 404 Not Found\r\n\r\n')
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, SOCKET))
  await raw.closed()
})

test('the preview can be closed while a WebSocket is being connected', async () => {
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
  const other = await servePreview({ relayUrl: url, sandboxUrl: url, port: 0, project: folder })
  const arrived = new Promise<void>((resolve) => {
    upgraded = () => {
      resolve()
    }
  })
  const raw = await connectRaw(other.url)
  raw.send(upgradeRequest(other.url, SOCKET))
  await arrived
  await other.close()
  await raw.closed()
})

test('a page that stays after its WebSocket was refused does not keep the preview from closing', async () => {
  const other = await servePreview({ relayUrl: '', sandboxUrl: '', port: 0, project: folder })
  const raw = await connectRaw(other.url, true)
  raw.send(upgradeRequest(other.url, '/nowhere'))
  expect(await raw.statusLine()).toBe('HTTP/1.1 404 Not Found')
  await other.close()
})

test('a handshake that cannot be answered closes the WebSocket beyond', async () => {
  const beyond = acceptedBeyond()
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, SOCKET, { 'Sec-WebSocket-Key': 'short' }))
  await once(await beyond, 'close')
  await raw.closed()
})

/** Reserved bits that no extension has claimed. */
const BROKEN_FRAME = Buffer.from([0xf1, 0x80, 0, 0, 0, 0])

test('a broken frame from the page closes both', async () => {
  const beyond = acceptedBeyond()
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, SOCKET))
  expect(await raw.statusLine()).toBe('HTTP/1.1 101 Switching Protocols')
  raw.send(BROKEN_FRAME)
  await once(await beyond, 'close')
})

test('a broken frame from the upstream closes both', async () => {
  let far: Duplex | undefined
  const accept = acceptor()
  upgraded = (request, connection, head) => {
    far = connection
    accept(request, connection, head)
  }
  const raw = await connectRaw(preview.url)
  raw.send(upgradeRequest(preview.url, SOCKET))
  await raw.statusLine()
  far?.write(BROKEN_FRAME)
  await raw.closed()
})

test('an upstream that dies in the middle of an answer counts as unreachable', async () => {
  const answered = fetch(`${preview.url}/sandbox/world`)
  const [request] = (await once(upstream, 'request')) as [IncomingMessage]
  request.socket.destroy()
  const reply = await answered
  expect([reply.status, reply.headers.get('preview-unreachable')]).toEqual([502, '1'])
})

test('a page that goes away in the middle of its request ends nothing', async () => {
  const raw = await connectRaw(preview.url)
  raw.send(
    `POST /domains/0/login HTTP/1.1\r\nHost: ${new URL(preview.url).host}\r\nContent-Length: 9\r\n\r\nhalf`,
  )
  await raw.reset()
})

function acceptor(then: (socket: WebSocket) => void = () => undefined) {
  const sockets = new WebSocketServer({ noServer: true })
  return (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', () => undefined)
      then(socket)
    })
  }
}

/** The upstream's end of the next WebSocket that is passed on. */
const acceptedBeyond = () => new Promise<WebSocket>((resolve) => (upgraded = acceptor(resolve)))
