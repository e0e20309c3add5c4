/**
 * Both platforms, always well, after a number of milliseconds: `upstream.ts <milliseconds>`. It reads just enough HTTP to
 * be cheaper than whatever it is asked by, since it shares a core with the load. Prints its URL.
 *
 * A code's first 27 characters name the user, so that the load decides how many users there are.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net'

const delayMs = Number(process.argv[2] ?? 0)
const A_MONTH = 2_592_000

let head = ''
const renewHead = (): void => {
  head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ndate: ${new Date().toUTCString()}\r\ncontent-length: `
}
renewHead()
setInterval(renewHead, 1000).unref()

function replyTo(line: string, body: string): string {
  const code = /[?&]js_code=([^& ]+)/.exec(line)?.[1]
  const text =
    code === undefined ? tokenReply(body) : `{"openid":"o${code.slice(0, 27)}","session_key":"never-read"}`
  return `${head}${text.length}\r\n\r\n${text}`
}

function tokenReply(body: string): string {
  const requestId = /"RequestId":"([^"]*)"/.exec(body)?.[1] ?? ''
  const expireAt = Math.floor(Date.now() / 1000) + A_MONTH
  return `{"code":0,"msg":"","data":{"Data":{"Token":"${'t'.repeat(48)}","ExpireAt":${expireAt}},"RequestId":"${requestId}"}}`
}

function serve(socket: Socket): void {
  let read = ''
  socket.setNoDelay(true)
  socket.setEncoding('latin1')
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: string) => {
    read += chunk
    for (;;) {
      const end = read.indexOf('\r\n\r\n')
      if (end === -1) return
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(read.slice(0, end))?.[1] ?? 0)
      const next = end + 4 + length
      if (read.length < next) return
      const reply = replyTo(read.slice(0, read.indexOf('\r\n')), read.slice(end + 4, next))
      read = read.slice(next)
      if (delayMs === 0) socket.write(reply)
      else setTimeout(() => socket.write(reply), delayMs)
    }
  })
}

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
