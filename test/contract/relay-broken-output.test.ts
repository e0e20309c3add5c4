import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { postLogin } from '../stand-ins/running-relay'

const MAIN = join(__dirname, '../../relay/dist/main.js')

// Patience with a machine under load, not a limit of the relay.
jest.setTimeout(60_000)

let sandbox: Sandbox
let child: ChildProcess
let ended: Promise<unknown>
let said: string

beforeEach(async () => {
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
})
afterEach(async () => {
  child.kill('SIGKILL')
  await ended
  await sandbox.close()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The built relay, with this for its standard output. Resolves when it answers. */
async function start(stdout: 'pipe' | number): Promise<string> {
  const port = await freePort()
  const stdio: StdioOptions = ['ignore', stdout, 'pipe']
  const env = { PATH: process.env.PATH, ...sandbox.relayEnvironment(), PORT: String(port) }
  child = spawn(process.execPath, [MAIN], { stdio, env })
  ended = once(child, 'close')
  said = ''
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) return url
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`It ended with ${child.exitCode}: ${said}`)
}

async function expectServing(url: string): Promise<void> {
  for (let i = 0; i < 3; i += 1) {
    expect((await postLogin(url, { code: sandbox.mintCode().code })).status).toBe(200)
  }
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^iot_login_log_lines_lost_total [1-9]/m)
  expect(said.match(/standard output/g)).toHaveLength(1)
  child.kill('SIGTERM')
  await ended
  expect(child.exitCode).toBe(0)
}

it('serves on when the reader of its log has gone, and says so once on standard error', async () => {
  const url = await start('pipe')
  child.stdout!.destroy()
  await expectServing(url)
  expect(said).toMatch(/EPIPE/)
})

it('serves on when its standard error has no reader either', async () => {
  const url = await start('pipe')
  child.stderr!.destroy()
  child.stdout!.destroy()
  for (let i = 0; i < 3; i += 1) {
    expect((await postLogin(url, { code: sandbox.mintCode().code })).status).toBe(200)
  }
  child.kill('SIGTERM')
  await ended
  expect(child.exitCode).toBe(0)
})

it('serves on when the disk of its log is full', async () => {
  const full = openSync('/dev/full', 'w')
  const url = await start(full)
  closeSync(full)
  await expectServing(url)
  expect(said).toMatch(/ENOSPC/)
})
