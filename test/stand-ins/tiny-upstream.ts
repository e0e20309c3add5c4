import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { type AddressInfo } from 'node:net'

export interface TinyUpstream {
  url: string
  /** What arrived, in order: method, path with query, body. */
  seen: { method: string; path: string; body: string }[]
  /** Connections that were opened so far. */
  connections(): number
  /** Resolves when every connection that was opened so far has ended. */
  allEnded(): Promise<unknown>
  close(): Promise<void>
}

/** A server on a free port of loopback that answers as the test says. */
export async function startTinyUpstream(answer: RequestListener): Promise<TinyUpstream> {
  const seen: TinyUpstream['seen'] = []
  const ends: Promise<unknown>[] = []
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      seen.push({ method: request.method ?? '', path: request.url ?? '', body })
      answer(request, response)
    })
  })
  server.on('connection', (socket) => ends.push(new Promise((resolve) => socket.on('close', resolve))))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    connections: () => ends.length,
    allEnded: () => Promise.all(ends),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
