import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'

let proxy: Server
let running: RunningRelay | undefined
/** Where it was asked to go, and with what to show for it. */
let asked: { target: string; authorization: string | undefined }[]

beforeEach(async () => {
  asked = []
  proxy = createServer().on('connect', ({ url = '', headers }, socket, head) => {
    asked.push({ target: url, authorization: headers['proxy-authorization'] })
    const [host = '', port] = url.split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [onward, socket]) end.on('error', () => undefined)
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  await running?.close()
  proxy.closeAllConnections()
  await new Promise((resolve) => proxy.close(resolve))
})

const hostOf = (address: AddressInfo): string => `127.0.0.1:${address.port}`

it('calls both platforms through UPSTREAM_PROXY, and shows its password to that only', async () => {
  const url = `http://user:p%40ss-hidden@${hostOf(proxy.address() as AddressInfo)}`
  running = await startRelay({ environment: { UPSTREAM_PROXY: url } })
  const { status } = await postLogin(running.url, { code: running.sandbox.mintCode().code })
  expect(status).toBe(200)
  const target = new URL(running.sandbox.relayEnvironment().WECHAT_API_URL ?? '').host
  const authorization = `Basic ${Buffer.from('user:p@ss-hidden').toString('base64')}`
  expect(asked.length).toBeGreaterThan(0)
  for (const each of asked) expect(each).toEqual({ target, authorization })
  expect(running.logged.join('')).not.toContain('hidden')
})

it('says that a platform is not reached when the proxy is not there', async () => {
  running = await startRelay({ environment: { UPSTREAM_PROXY: 'http://user:hidden@127.0.0.1:1' } })
  const { status, text } = await postLogin(running.url, { code: running.sandbox.mintCode().code })
  expect(status).toBe(502)
  expect(text + running.logged.join('')).not.toContain('hidden')
  expect(running.logged.join('')).toMatch(/WeChat\.Unreachable[^\n]*ECONNREFUSED/)
})
