import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordingProxy {
  url: string
  /** The bodies that the target has answered. */
  readonly replies: readonly string[]
  close(): Promise<void>
}

/** Stands between a relay and its upstreams, and keeps what the upstreams say. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const replies: string[] = []
  const server = createServer((request, response) => {
    const forward = async (): Promise<void> => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { method = 'GET', url = '/' } = request
      const init = method === 'GET' ? { method } : { method, body: Buffer.concat(chunks).toString() }
      const reply = await fetch(target + url, init)
      const text = await reply.text()
      replies.push(text)
      response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' }).end(text)
    }
    forward().catch(() => response.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replies,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
