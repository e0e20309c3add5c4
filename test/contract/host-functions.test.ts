import { Gauge } from 'prom-client'
import {
  createCloudFunction,
  createHandler,
  createRelay,
  loadConfig,
  type RelayOptions,
} from '../../relay/src'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { postLogin } from '../stand-ins/running-relay'

/** What a host hands to the relay may fail. No login fails with it, and no process ends. */

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
})
// A rejection or an error that nothing catches fails the test that it falls into.
afterEach(() => new Promise(setImmediate))
afterAll(() => sandbox.close())

const config = () => loadConfig({ ...sandbox.relayEnvironment(), LOG_LEVEL: 'debug' })
const start = (options: RelayOptions = {}) => createRelay(config(), options)

const broken: [what: string, write: () => unknown][] = [
  [
    'throws',
    () => {
      throw new Error('the disk is full')
    },
  ],
  ['is rejected', () => Promise.reject(new Error('the log service is away'))],
]

describe.each(broken)('a writeLog that %s', (_what, write) => {
  const writeLog = write

  it('costs no login over HTTP, neither one that succeeds nor one that fails', async () => {
    const relay = start({ writeLog })
    const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
    expect((await postLogin(url, { code: sandbox.mintCode().code })).status).toBe(200)
    expect((await postLogin(url, { code: 'of-no-user' })).status).toBe(401)
    expect((await fetch(`${url}/nowhere`)).status).toBe(404)
    const counted = await (await fetch(`${url}/metrics`)).text()
    expect(counted).toMatch(/^iot_login_logins_total\{code="ok"\} 1$/m)
    await relay.close()
  })

  it('costs no login while an upstream is paused, found away and asked again', async () => {
    const relay = start({ writeLog })
    const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
    sandbox.faults.add({ target: 'jscode2session', kind: 'closedConnection', times: 40 })
    for (let asked = 0; asked < 10; asked += 1) {
      const { status } = await postLogin(url, { code: sandbox.mintCode().code })
      expect([502, 503]).toContain(status)
    }
    sandbox.faults.clear()
    await relay.close()
  })

  it('costs no login in a server of the host', async () => {
    const relay = start({ writeLog })
    const server: Server = createServer(createHandler(relay))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await postLogin(url, { code: sandbox.mintCode().code })).status).toBe(200)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await relay.close()
  })
})

it('a metric of the host that cannot be collected costs the metrics of that moment only', async () => {
  const relay = start()
  new Gauge({
    name: 'of_the_host',
    help: 'h',
    registers: [relay.metrics],
    collect() {
      throw new Error('no')
    },
  })
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  expect((await fetch(`${url}/metrics`)).status).toBe(500)
  expect((await postLogin(url, { code: sandbox.mintCode().code })).status).toBe(200)
  await relay.close()
})

it('a getWXContext that throws gives an envelope, and the log says where', async () => {
  const lines: string[] = []
  const main = createCloudFunction(config(), {
    getWXContext: () => {
      throw new Error('cloud.init() was not called')
    },
    writeLog: (line) => lines.push(line),
  })
  expect(await main({})).toMatchObject({
    statusCode: 500,
    Response: { Error: { Code: 'Relay.InternalError' } },
  })
  expect(lines.join('')).toMatch(/"event":"bug"/)
})
