import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const MAIN = join(__dirname, 'main.ts')
const TSX = pathToFileURL(createRequire(__filename).resolve('tsx')).href
const COMPLETE = [
  'WECHAT_APP_ID=wx0123456789abcdef',
  'WECHAT_APP_SECRET=hidden-wechat-secret',
  'IOT_APP_KEY=AppKey0001',
  'IOT_APP_SECRET=hidden-iot-secret',
  'PORT=0',
]

let folder: string
let child: ChildProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iot-login-relay-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function start(dotEnv: string[], environment: Record<string, string> = {}) {
  writeFileSync(join(folder, '.env'), dotEnv.join('\n'))
  const started = spawn(process.execPath, ['--import', TSX, MAIN], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
  })
  child = started
  const output = { out: '', err: '' }
  started.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  started.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  const ended = once(started, 'close').then(([code]: unknown[]) => ({ code, ...output }))
  return { process: started, ended, firstLine: () => once(createInterface(started.stdout), 'line') }
}

it('ends with status 1 and every problem, each with its cure, and no stack trace', async () => {
  const { code, out, err } = await start(['PORT=http', 'WECHAT_APP_SECRET=your-secret-here']).ended
  expect(code).toBe(1)
  expect(out).toBe('')
  const lines = err.trim().split('\n')
  expect(lines[0]).toBe('The configuration has 5 problem(s):')
  expect(lines.slice(1).map((line) => line.split(' ')[3])).toEqual([
    'WECHAT_APP_ID',
    'WECHAT_APP_SECRET',
    'IOT_APP_KEY',
    'IOT_APP_SECRET',
    'PORT',
  ])
  expect(err).not.toMatch(/\.ts:\d|your-secret-here/)
})

it('listens by its .env, answers, and ends with status 0 on SIGTERM', async () => {
  const relay = start(COMPLETE)
  const [line] = (await relay.firstLine()) as [string]
  const { url, ...rest } = JSON.parse(line) as { url: string }
  expect(rest).toMatchObject({ event: 'listening', apps: 1 })
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
  relay.process.kill('SIGTERM')
  const { code, out, err } = await relay.ended
  expect(code).toBe(0)
  expect(err).toBe('')
  expect(
    out
      .trim()
      .split('\n')
      .map((text) => (JSON.parse(text) as { event: string }).event),
  ).toEqual(['listening', 'closing', 'closed'])
  expect(out).not.toContain('hidden')
})

it('lets the environment win over the .env', async () => {
  const { code, err } = await start(COMPLETE, { LOG_LEVEL: 'loud' }).ended
  expect(code).toBe(1)
  expect(err).toMatch(/1 problem\(s\):\n {2}- LOG_LEVEL must be one of/)
})

it('says what to do when the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { code, err } = await start(COMPLETE, { PORT: String(port) }).ended
  server.close()
  expect(code).toBe(1)
  expect(err.trim()).toBe(
    `HOST and PORT: 127.0.0.1:${port} is taken: stop what listens there, or set another PORT`,
  )
})
