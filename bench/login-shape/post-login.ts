import { connect } from 'node:net'

/** One login over a connection of its own, by callbacks only, so that no promise of the caller's is counted. */
export function postLogin(url: string, code: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify({ code, requestId: code })
  return new Promise((resolve, reject) => {
    let reply = ''
    const socket = connect(Number(port), hostname)
    socket.setEncoding('utf8').on('data', (chunk: string) => (reply += chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      if (reply.startsWith('HTTP/1.1 200 ')) resolve()
      else reject(new Error(`The login failed: ${reply}`))
    })
    const headers = ['content-type: application/json', 'host: relay', 'connection: close']
    socket.write(
      ['POST /login HTTP/1.1', ...headers, `content-length: ${body.length}`, '', body].join('\r\n'),
    )
  })
}
