import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

// Patience with a machine under load, not a limit of the relay.
jest.setTimeout(60_000)

const MAIN = join(__dirname, '../../relay/dist/main.js')
const COMPLETE = [
  'WECHAT_APP_ID=wx0123456789abcdef',
  'WECHAT_APP_SECRET=hidden-wechat-secret',
  'IOT_APP_KEY=AppKey0001',
  'IOT_APP_SECRET=hidden-iot-secret',
  'WECHAT_API_URL=http://127.0.0.1:1',
  'IOT_API_URL=http://127.0.0.1:1/api/exploreropen',
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

/** The built command, in a directory with this `.env`. */
function start(
  dotEnv: readonly string[] | undefined,
  args: readonly string[],
  environment: Record<string, string> = {},
) {
  if (dotEnv !== undefined) writeFileSync(join(folder, '.env'), dotEnv.join('\n'))
  const env = { PATH: process.env.PATH, ...environment }
  const started = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env })
  child = started
  const output = { stdout: '', stderr: '' }
  started.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  started.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const ended = once(started, 'close').then(([status]: unknown[]) => ({ status, ...output }))
  return { process: started, ended, firstLine: () => once(createInterface(started.stdout), 'line') }
}

const run = (dotEnv: readonly string[], ...args: string[]) => start(dotEnv, args).ended

describe('iot-login-relay', () => {
  it('ends with status 1 and every problem, each with its cure, and no stack trace', async () => {
    const { status, stdout, stderr } = await run(['PORT=http', 'WECHAT_APP_SECRET=your-secret-here'])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    const lines = stderr.trim().split('\n')
    expect(lines[0]).toBe('The configuration has 5 problem(s):')
    expect(lines.slice(1).map((line) => line.split(' ')[3])).toEqual([
      'WECHAT_APP_ID',
      'WECHAT_APP_SECRET',
      'IOT_APP_KEY',
      'IOT_APP_SECRET',
      'PORT',
    ])
    expect(stderr).not.toMatch(/\.[jt]s:\d|your-secret-here/)
  })

  it('listens by its .env, answers, and ends with status 0 on SIGTERM', async () => {
    const relay = start(COMPLETE, [])
    const [line] = (await relay.firstLine()) as [string]
    const { url, ...rest } = JSON.parse(line) as { url: string }
    expect(rest).toMatchObject({ event: 'listening', apps: 1 })
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    relay.process.kill('SIGTERM')
    const { status, stdout, stderr } = await relay.ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const events = stdout
      .trim()
      .split('\n')
      .map((text) => (JSON.parse(text) as { event: string }).event)
    expect(events).toEqual(['listening', 'closing', 'closed'])
    expect(stdout).not.toContain('hidden')
  })

  it('lets the environment win over the .env', async () => {
    const { status, stderr } = await start(COMPLETE, [], { LOG_LEVEL: 'loud' }).ended
    expect(status).toBe(1)
    expect(stderr).toMatch(/1 problem\(s\):\n {2}- LOG_LEVEL is none of its values: set it to one of/)
  })

  it('says what to do when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { status, stderr } = await start(COMPLETE, [], { PORT: String(port) }).ended
    server.close()
    expect(status).toBe(1)
    expect(stderr.trim()).toBe(
      `HOST and PORT: 127.0.0.1:${port} is taken: stop what listens there, or set another PORT`,
    )
  })

  it('shows its help without any settings', async () => {
    const { status, stdout } = await run([], '--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Usage: iot-login-relay/)
  })

  it('says nothing of a reader that has gone, as behind | head, and ends as it would have', async () => {
    const closed = start(COMPLETE, ['check'])
    closed.process.stdout.destroy()
    expect(await closed.ended).toMatchObject({ status: 0, stderr: '' })
  })

  it('logs an error that nothing foresaw without its words, and ends with status 1', async () => {
    const later = encodeURIComponent(
      "process.on('SIGUSR2', () => { throw new TypeError(['hid', 'den'].join('')) })",
    )
    const relay = start(COMPLETE, [], { NODE_OPTIONS: `--import=data:text/javascript,${later}` })
    await relay.firstLine()
    relay.process.kill('SIGUSR2')
    const { status, stdout, stderr } = await relay.ended
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toMatch(/"event":"bug","errorName":"TypeError"/)
    expect(stdout).not.toContain('hidden')
  })

  it('ends with 2 when the command makes no sense', async () => {
    const { status, stderr } = await run(COMPLETE, 'stop')
    expect(status).toBe(2)
    expect(stderr).toMatch(/"stop"/)
  })
})

describe('iot-login-relay check', () => {
  it('checks the settings without serving', async () => {
    const { status, stdout, stderr } = await run(COMPLETE, 'check')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [read, complete, disk] = stdout.split('\n')
    expect(read).toBe(`Read ${join(realpathSync(folder), '.env')}: 7 setting(s).`)
    expect(complete).toBe('The settings are complete: 1 app(s).')
    // A container's own disk does not last, and this may run in one.
    expect(disk).toMatch(/^(accepted|advice): Disk of DATA_DIR\. /)
  })

  it('says which settings of .env lose against the environment, and that a proxy of the system is not used', async () => {
    const environment = { LOG_LEVEL: 'debug', PORT: '0', HTTPS_PROXY: 'http://user:hidden@proxy:3128' }
    const { status, stdout } = await start([...COMPLETE, 'LOG_LEVEL=info'], ['check'], environment).ended
    expect(status).toBe(0)
    expect(stdout).toContain('The environment wins over it for LOG_LEVEL.\n')
    expect(stdout).toMatch(/HTTPS_PROXY is set, and the relay does not use it: set UPSTREAM_PROXY/)
    expect(stdout).not.toContain('hidden')
  })

  it('reads a .env with a byte order mark, and names one in UTF-16', async () => {
    expect((await run(['\uFEFF# comment', ...COMPLETE], 'check')).status).toBe(0)
    const marked = await run([`\uFEFF${COMPLETE[0]}`, ...COMPLETE.slice(1)], 'check')
    expect(marked).toMatchObject({ status: 0, stderr: '' })
    writeFileSync(join(folder, '.env'), Buffer.from(`\uFEFF${COMPLETE.join('\n')}`, 'utf16le'))
    const { status, stderr } = await start(undefined, ['check']).ended
    expect(status).toBe(1)
    expect(stderr).toMatch(/\.env is UTF-16: save it as UTF-8/)
  })

  it('says where it looked for a .env that is not there', async () => {
    rmSync(join(folder, '.env'), { force: true })
    const { status, stdout, stderr } = await start(undefined, ['check']).ended
    expect(status).toBe(1)
    expect(stdout).toBe(`No ${join(realpathSync(folder), '.env')}.\n`)
    expect(stderr).toContain('WECHAT_APP_ID is missing')
  })

  it('ends with 1 when Redis is not there, and never shows its password', async () => {
    const { status, stdout } = await run([...COMPLETE, 'REDIS_URL=redis://:hidden@127.0.0.1:1'], 'check')
    expect(status).toBe(1)
    expect(stdout).toMatch(/^unanswered: Redis of REDIS_URL\. .*ECONNREFUSED.*check REDIS_URL/m)
    expect(stdout).not.toContain('hidden')
  })

  it('tells everything that is wrong with them', async () => {
    const { status, stdout, stderr } = await run(['PORT=x'], 'check')
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^Read .*\.env: 1 setting/),
    })
    expect(stderr).toMatch(/5 problem\(s\)[^]*WECHAT_APP_ID[^]*PORT is not a whole number: set it/)
  })

  it('proves the secrets on request, and ends with 1 when a platform is not reached', async () => {
    const { status, stdout } = await run(COMPLETE, 'check', '--prove')
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^unanswered: WeChat AppSecret of wx[^]*ECONNREFUSED[^]*^unanswered: IoT AppSecret/m,
    )
    expect(stdout).not.toContain('hidden')
  })
})
