import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(__dirname, '../..')

const tsx = resolve(root, 'node_modules/tsx/dist/cli.mjs')

/** What `npm start -- --once` runs once everything is built. */
function start(...options: string[]) {
  return spawnSync(process.execPath, [tsx, 'start/main.ts', ...options], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
}

// Processes of their own, on a machine that may be busy.
jest.setTimeout(60_000)

describe('npm start -- --once', () => {
  const { stdout, stderr, status } = start('--once', '--built')
  const [first = '', second = ''] = stdout.split('The mini program is opened again')

  test('ends well', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test('shows every hop of a login, in its order', () => {
    const hops = [...first.matchAll(/^ +(\S.*?) → (storage|WeChat|relay|IoT Explorer) +(.*?) +\d+\.\d ms$/gm)]
    expect(hops.map(([, from, to, call]) => `${from} → ${to}: ${call}`)).toEqual([
      'phone → storage: wx.getStorage',
      'phone → WeChat: wx.getUserProfile',
      'phone → WeChat: wx.login',
      'phone → relay: POST /login',
      'relay → WeChat: GET jscode2session',
      'relay → IoT Explorer: POST AppGetTokenByWeiXin',
      'phone → storage: wx.setStorage',
    ])
    expect(first).toMatch(/✔ success: token sandbox-…, good until \d{4}-/)
  })

  test('takes one request of the phone and two of the relay, and none once the token is stored', () => {
    expect(first).toContain('Requests: 1 by the phone, 2 by the relay.')
    expect(second).toContain('Requests: 0 by the phone, 0 by the relay.')
    expect(second).toContain('✔ success: token sandbox-…')
  })

  test('prints nothing that could be used', () => {
    // Whole tokens and codes of the sandbox carry 32 hexadecimal digits, its secrets their own name.
    expect(stdout).not.toMatch(/[0-9a-f]{32}/)
    expect(stdout).not.toContain('not-a-real-secret')
  })
})

test('npm start goes on when the pipe behind it is closed, as by head', () => {
  const closed = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${tsx}" start/main.ts --once --built | true`],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
    },
  )
  expect(closed.stderr).toContain('It goes on without')
})

describe('npm start', () => {
  const address = /preview {2}(http:\S+)\n$/
  let running: ChildProcessWithoutNullStreams
  let said = ''

  // Not while the file is read: it would share the build of the starts above, which end.
  beforeAll(async () => {
    running = spawn(process.execPath, [tsx, 'start/main.ts', '--built'], { cwd: root })
    running.stdout.setEncoding('utf8')
    while (!address.test(said)) said += String((await once(running.stdout, 'data'))[0])
  })
  afterAll(async () => {
    running.kill('SIGTERM')
    await once(running, 'exit')
  })

  test('ends what it says with the address to open', async () => {
    const [, url = ''] = address.exec(said) ?? []
    expect((await fetch(url)).status).toBe(200)
  })

  test('started again, leaves the build of the first as it is', async () => {
    const built = resolve(root, 'dist/plugin/plugin.json')
    const before = statSync(built).ctimeMs
    const { stdout, status } = start('--once')
    expect({ stdout, status }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^npm start already runs here, as process \d+/) as string,
    })
    expect(statSync(built).ctimeMs).toBe(before)
    const [, url = ''] = address.exec(said) ?? []
    expect((await fetch(`${url}/mini-program.js`)).status).toBe(200)
  })
})

test('npm start says which option it does not know', () => {
  const { status, stderr } = start('--twice')
  expect(status).toBe(1)
  expect(stderr).toContain("'--twice'")
  // One line, and no stack, which tells no user what to do.
  expect(stderr).toMatch(/^[^\n]+\n$/)
})
