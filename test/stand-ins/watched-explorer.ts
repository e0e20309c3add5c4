import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface WatchedExplorer {
  /** For IOT_API_URL. */
  url: string
  /** Calls for a user that began while another one for the same user was under way, by when they began. */
  overlaps: readonly number[]
  calls(): number
  close(): Promise<void>
}

/** So long is a call under way, milliseconds: two at once would be seen. */
const CALL_MS = 20

/** Stands before IoT Explorer, passes everything on, and watches for two calls for one user at once. */
export async function watchExplorer(behind: string): Promise<WatchedExplorer> {
  const underWay = new Map<string, number>()
  const overlaps: number[] = []
  let calls = 0

  const server = createServer((request, response) => {
    void (async () => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const { WxOpenID: user } = JSON.parse(body) as { WxOpenID: string }
      const others = underWay.get(user) ?? 0
      if (others > 0) overlaps.push(performance.now())
      underWay.set(user, others + 1)
      calls += 1
      await wait(CALL_MS)
      const headers = { 'content-type': 'application/json' }
      const reply = await fetch(behind + (request.url ?? ''), { method: 'POST', headers, body })
      const text = await reply.text()
      underWay.set(user, (underWay.get(user) ?? 1) - 1)
      response.writeHead(reply.status, headers).end(text)
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    overlaps,
    calls: () => calls,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
