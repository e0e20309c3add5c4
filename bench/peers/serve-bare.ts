import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exchangePath, loginReply, signedBody } from './signed-body'

export type Ask = (path: string, body?: string) => Promise<string>

/** `node:http` and the two calls, with no check, limit, log or deadline. Prints its URL. */
export function serveBare(ask: Ask): void {
  async function login(body: string): Promise<string> {
    const { code } = JSON.parse(body) as { code: string }
    const { openid } = JSON.parse(await ask(exchangePath(code))) as { openid: string }
    return loginReply(await ask('/appapi', signedBody(openid)))
  }
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => (body += chunk))
    incoming.on('end', () => {
      login(body).then(
        (reply) => {
          outgoing.setHeader('content-type', 'application/json')
          outgoing.end(reply)
        },
        () => outgoing.writeHead(502).end(),
      )
    })
  })
  server.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
  })
}
