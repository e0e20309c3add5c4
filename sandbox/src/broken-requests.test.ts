import { connectRaw, upgradeRequest } from '../../test/stand-ins/raw-connection'
import { sandboxRunner, type RunningSandbox } from '../test/running-sandbox'
import { SOCKET_PATHS } from './websocket/explorer-socket'

/** What no web page and no broken client may do: end the sandbox. */

const runSandbox = sandboxRunner(fetch)
const [SOCKET = ''] = SOCKET_PATHS
const DEEP = 20_000
const nested = '['.repeat(DEEP) + ']'.repeat(DEEP)

async function stillServes({ get }: RunningSandbox) {
  expect((await get('/')).status).toBe(200)
}

async function opened(url: string) {
  const raw = await connectRaw(url)
  raw.send(upgradeRequest(url, SOCKET))
  expect(await raw.statusLine()).toBe('HTTP/1.1 101 Switching Protocols')
  return raw
}

/** A text frame as a client sends it, with a mask of zeros. */
function frame(text: string): Buffer {
  const head = Buffer.alloc(14)
  head[0] = 0x81
  head[1] = 0xff
  head.writeBigUInt64BE(BigInt(Buffer.byteLength(text)), 2)
  return Buffer.concat([head, Buffer.from(text)])
}

test.each([
  ['a frame with reserved bits', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
  ['text that is not UTF-8', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff])],
  ['a message beyond 1 MiB', frame('x'.repeat(1024 * 1024 + 1))],
])('%s closes that WebSocket and nothing else', async (_, content) => {
  const running = await runSandbox()
  const raw = await opened(running.url)
  raw.send(content)
  await raw.closed()
  await stillServes(running)
})

test.each([
  ['reqId', `{"action":"Dance","reqId":${nested}}`],
  ['params', `{"action":"ActivePush","reqId":1,"params":{"DeviceIds":${nested}}}`],
])('a message whose %s is nested too deep is no message', async (_, text) => {
  const running = await runSandbox()
  const raw = await opened(running.url)
  raw.send(frame(text))
  raw.send(frame('{"action":"Dance","reqId":"after"}'))
  await raw.received('"after"')
  await stillServes(running)
})

test('a body that is nested too deep is refused by each platform in its own way', async () => {
  const { appApi, send } = await runSandbox()
  const action = await appApi(`{"Action":"AppGetTokenByWeiXin","RequestId":"r","x":${nested}}`)
  expect(action.json.data.Error.Code).toBe('InvalidParameterValue.InvalidJSON')
  const token = await send('POST', '/api.weixin.qq.com/cgi-bin/stable_token', `{"x":${nested}}`)
  expect(token.json.errcode).toBe(47001)
  const device = { device: 'SANDBOXLAMP/lamp-1', report: 0 }
  const control = await send(
    'POST',
    '/sandbox/devices',
    JSON.stringify(device).replace(':0', `:{"x":${nested}}`),
  )
  expect(control.status).toBe(400)
})

test('a client that is gone before its refused WebSocket was told so ends nothing', async () => {
  const running = await runSandbox()
  const raw = await connectRaw(running.url)
  raw.send(upgradeRequest(running.url, '/nowhere'))
  await raw.reset()
  await stillServes(running)
})

test('a client that stays after its WebSocket was refused does not keep the sandbox from closing', async () => {
  const { url, sandbox } = await runSandbox()
  const raw = await connectRaw(url, true)
  raw.send(upgradeRequest(url, '/nowhere'))
  expect(await raw.statusLine()).toBe('HTTP/1.1 404 Not Found')
  await sandbox.close()
})

test.each([
  ['//', '404 Not Found'],
  ['http://:0:0/sandbox/journal', '400 Bad Request'],
  ['http://[/api.weixin.qq.com/sns/jscode2session', '400 Bad Request'],
  ['/%zz', '400 Bad Request'],
  ['/iot.cloud.tencent.com/api/exploreropen/appapi/%zz', '400 Bad Request'],
])('the address %s is answered by %s', async (path, status) => {
  const running = await runSandbox()
  const raw = await connectRaw(running.url)
  raw.send(`GET ${path} HTTP/1.1\r\nHost: ${new URL(running.url).host}\r\nConnection: close\r\n\r\n`)
  expect(await raw.statusLine()).toBe(`HTTP/1.1 ${status}`)
  await stillServes(running)
})

test.each(['//', '//[', 'http://[/', '/%zz'])('a WebSocket to %s is refused', async (path) => {
  const running = await runSandbox()
  const raw = await connectRaw(running.url)
  raw.send(upgradeRequest(running.url, path))
  expect(await raw.statusLine()).toBe('HTTP/1.1 404 Not Found')
  await stillServes(running)
})
