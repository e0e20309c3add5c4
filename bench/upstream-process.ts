/** Both platforms, answering at once and always well, so that what is measured is the relay. Prints its URL. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let users = 0

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const reply = request.url?.includes('jscode2session')
      ? { openid: `o-${(users += 1)}`, session_key: 'never-read' }
      : { code: 0, msg: '', data: { Data: { Token: 't'.repeat(48), ExpireAt: inAMonth() }, RequestId: 'r' } }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(reply))
  })
})

const inAMonth = (): number => Math.floor(Date.now() / 1000) + 2_592_000

server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
