import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createSandbox } from './app'

const started: ChildProcess[] = []

/** Without a stack, which tells no user what to do. */
const ONE_LINE = /^iot-login-sandbox: [^\n]+\n$/

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args], {
    env: { PATH: process.env['PATH'], ...environment },
  })
  started.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }))
  const says = async (words: RegExp) => {
    while (!words.test(said.out)) await once(child.stdout, 'data')
    return said.out
  }
  const complains = async (words: RegExp) => {
    while (!words.test(said.err)) await once(child.stderr, 'data')
  }
  return { child, ended, says, complains }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'prints what a relay needs, serves, and ends well at %s',
  async (signal) => {
    const { child, ended, says } = start([], { PORT: '0' })
    const text = await says(/Ctrl\+C/)
    const url = /listens on (\S+)/.exec(text)?.[1] ?? ''
    expect(text).toContain(`\nWECHAT_API_URL=${url}/api.weixin.qq.com\n`)
    expect(text).toContain(`\nIOT_API_URL=${url}/iot.cloud.tencent.com/api/exploreropen\n`)
    expect((await fetch(url)).status).toBe(200)
    child.kill(signal)
    expect(await ended).toMatchObject({ code: 0, err: '' })
  },
  20_000,
)

test('a pipe that was closed behind it does not end it', async () => {
  const { child, ended, complains } = start([], { PORT: '0' })
  child.stdout.destroy()
  await complains(/goes on serving/)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0 })
}, 20_000)

test('--env prints NAME=value lines and nothing else', async () => {
  const { code, out } = await start(['--env'], {}).ended
  expect(code).toBe(0)
  const lines = out.trimEnd().split('\n')
  expect(lines.map((line) => line.split('=', 1)[0])).toEqual([
    'WECHAT_APP_ID',
    'WECHAT_APP_SECRET',
    'IOT_APP_KEY',
    'IOT_APP_SECRET',
    'WECHAT_API_URL',
    'IOT_API_URL',
  ])
}, 20_000)

test('a port in use ends it with the cure', async () => {
  const other = createSandbox()
  const { port } = new URL(await other.listen({ port: 0 }))
  const { code, err } = await start([], { PORT: port }).ended
  await other.close()
  expect(code).toBe(1)
  expect(err).toMatch(ONE_LINE)
  expect(err).toContain(`Port ${port} of 127.0.0.1 is in use`)
  expect(err).toContain('PORT=')
}, 20_000)

test('a malformed PORT ends it with the cure', async () => {
  const { code, err } = await start([], { PORT: 'x' }).ended
  expect(code).toBe(1)
  expect(err).toMatch(ONE_LINE)
  expect(err).toContain('0 to 65535')
}, 20_000)
