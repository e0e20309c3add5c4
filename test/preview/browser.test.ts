import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { BROWSER_VARIABLE, chooseBrowser, launchBrowser } from './browser'

jest.setTimeout(30_000)

const LINUX = { platform: 'linux', arch: 'x64' } as const
const NOTHING_INSTALLED = { PATH: '' }

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'))
  writeFileSync(join(folder, 'chromium'), '')
  writeFileSync(join(folder, 'mine'), '')
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('the browser that is named comes before one that is installed', async () => {
  const named = { PATH: folder, [BROWSER_VARIABLE]: join(folder, 'mine') }
  expect((await chooseBrowser(named, LINUX)).executablePath).toBe(join(folder, 'mine'))
  expect((await chooseBrowser({ PATH: folder }, LINUX)).executablePath).toBe(join(folder, 'chromium'))
})

test('without either, on Linux x64, it is the one from npm', async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  const { executablePath } = await chooseBrowser(NOTHING_INSTALLED, LINUX)
  expect(executablePath).toContain(join('.cache', 'chromium-'))
  expect(existsSync(executablePath)).toBe(true)
})

test.each([
  ['a browser that is named and not there', { [BROWSER_VARIABLE]: '/nowhere' }, LINUX],
  ['no browser at all', NOTHING_INSTALLED, { platform: 'freebsd', arch: 'x64' } as const],
])('%s is a failure with the cure', async (_what, environment, machine) => {
  await expect(chooseBrowser(environment, machine)).rejects.toThrow(BROWSER_VARIABLE)
})

test('what does not start is a failure with the cure', async () => {
  const environment = { [BROWSER_VARIABLE]: join(folder, 'mine') }
  await expect(launchBrowser(environment)).rejects.toThrow(/did not start.*IOT_LOGIN_BROWSER/)
})
