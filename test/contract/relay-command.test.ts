import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(__dirname, '../../relay/dist/main.js')
const COMPLETE = [
  'WECHAT_APP_ID=wx0123456789abcdef',
  'WECHAT_APP_SECRET=hidden-wechat-secret',
  'IOT_APP_KEY=AppKey0001',
  'IOT_APP_SECRET=hidden-iot-secret',
  'WECHAT_API_URL=http://127.0.0.1:1',
  'IOT_API_URL=http://127.0.0.1:1',
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iot-login-relay-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The built command, in a directory with this `.env`. */
function run(dotEnv: readonly string[], ...args: string[]) {
  writeFileSync(join(folder, '.env'), dotEnv.join('\n'))
  const options = { cwd: folder, env: { PATH: process.env.PATH }, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], options)
  return { status, stdout, stderr }
}

it('checks the settings without serving', () => {
  const stdout = 'The settings are complete: 1 app(s).\n'
  expect(run(COMPLETE, 'check')).toEqual({ status: 0, stdout, stderr: '' })
})

it('tells everything that is wrong with them', () => {
  const { status, stdout, stderr } = run(['PORT=x'], 'check')
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/5 problem\(s\)[^]*WECHAT_APP_ID[^]*PORT must be/)
})

it('proves the secrets on request, and ends with 1 when a platform is not reached', () => {
  const { status, stdout } = run(COMPLETE, 'check', '--prove')
  expect(status).toBe(1)
  expect(stdout).toMatch(/^unanswered: WeChat AppSecret of wx[^]*ECONNREFUSED[^]*^unanswered: IoT AppSecret/m)
  expect(stdout).not.toContain('hidden')
})

it('shows its help without any settings', () => {
  expect(run([], '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: iot-login-relay/),
  })
})

it('ends with 2 when the command makes no sense', () => {
  expect(run(COMPLETE, 'stop')).toMatchObject({ status: 2, stderr: expect.stringMatching(/"stop"/) })
})
