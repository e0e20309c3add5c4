/**
 * How samples for mini programs do it: Express, and a new connection for each call, as the HTTP clients of those
 * samples open them. Written from scratch after the documented steps. Prints its URL.
 */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { signedBody } from './signed-body'

const upstream = process.argv[2] ?? ''

function call(path: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const method = body === undefined ? 'GET' : 'POST'
    request(upstream + path, { agent: false, method, headers }, (reply) => {
      text(reply).then(resolve, reject)
    })
      .on('error', reject)
      .end(body)
  })
}

const app = express()
app.use(express.json())
app.post('/login', async (incoming, outgoing) => {
  const { code } = incoming.body as { code: string }
  const session = JSON.parse(await call(`/sns/jscode2session?appid=a&secret=s&js_code=${code}`)) as {
    openid: string
  }
  const reply = JSON.parse(await call('/appapi', signedBody(session.openid, 'key', 'secret'))) as {
    data: unknown
  }
  outgoing.json({ Response: reply.data })
})

const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
