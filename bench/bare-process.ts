/**
 * The bare limit: `node:http` and the two calls over kept connections, with no check, limit, log or deadline. A
 * relay cannot be faster than this. Prints its URL.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Agent, request } from 'undici'
import { signedBody } from './signed-body'

const upstream = process.argv[2] ?? ''
const dispatcher = new Agent()

const server = createServer((incoming, outgoing) => {
  void (async () => {
    const { code } = JSON.parse(await text(incoming)) as { code: string }
    const exchange = `${upstream}/sns/jscode2session?appid=a&secret=s&js_code=${code}`
    const { body: session } = await request(exchange, { dispatcher })
    const { openid } = (await session.json()) as { openid: string }
    const { body } = await request(`${upstream}/appapi`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: signedBody(openid, 'key', 'secret'),
    })
    const reply = (await body.json()) as { data: unknown }
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(JSON.stringify({ Response: reply.data }))
  })()
})

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
