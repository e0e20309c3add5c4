import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RoundRobin {
  url: string
  /** How many requests each has got, in the order of the targets. */
  readonly counts: readonly number[]
  close(): Promise<void>
}

/** The plainest of proxies: each request goes to the next target. */
export async function startRoundRobin(targets: readonly string[]): Promise<RoundRobin> {
  const counts = targets.map(() => 0)
  let requests = 0
  const server = createServer((request, response) => {
    const index = requests++ % targets.length
    counts[index] = (counts[index] ?? 0) + 1
    const { method = 'GET', url = '/' } = request
    const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' }
    const onward = forward(`${targets[index] ?? ''}${url}`, { method, headers, agent: false }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(response)
    })
    // A target may answer and hang up before it has read everything.
    onward.on('error', () => response.headersSent || response.writeHead(502).end())
    request.pipe(onward)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
