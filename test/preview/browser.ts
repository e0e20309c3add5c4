import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'

import { chromium, type Browser } from 'playwright-core'

import { unpackChromium } from './unpack-chromium'

/** The variable that names a browser to use. */
export const BROWSER_VARIABLE = 'IOT_LOGIN_BROWSER'

const CURE = `Install Chromium or Google Chrome, or name one in the variable ${BROWSER_VARIABLE}.`

/** Where Chromium and Chrome are put by their installers. */
const INSTALLED: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

interface BrowserChoice {
  executablePath: string
  args?: string[]
  env?: Record<string, string>
}

/**
 * A browser without a window: the one named in the environment, else one that is installed, else the one from npm.
 *
 * @throws {Error} with the cure when there is none, or when it does not start
 */
export async function launchBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const { executablePath, args = [], env = {} } = await chooseBrowser(environment)
  try {
    return await chromium.launch({ executablePath, args, env: { ...defined(environment), ...env } })
  } catch (error) {
    throw new Error(`${executablePath} did not start. ${CURE}`, { cause: error })
  }
}

type Machine = Pick<NodeJS.Process, 'platform' | 'arch'>

export async function chooseBrowser(
  environment: NodeJS.ProcessEnv,
  machine: Machine = process,
): Promise<BrowserChoice> {
  const named = environment[BROWSER_VARIABLE]
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { executablePath: named }
    throw new Error(`${BROWSER_VARIABLE} names ${named}, which is not there. ${CURE}`)
  }
  const installed = findInstalled(environment.PATH ?? '', machine)
  if (installed !== undefined)
    return { executablePath: installed, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
  if (machine.platform === 'linux' && machine.arch === 'x64') return fromNpm()
  throw new Error(`There is no browser to run these tests in. ${CURE}`)
}

function findInstalled(path: string, { platform }: Machine): string | undefined {
  const names = INSTALLED[platform] ?? []
  const places = names.flatMap((name) =>
    name.includes('/') || name.includes('\\')
      ? [name]
      : path.split(delimiter).map((folder) => join(folder, name)),
  )
  return places.find((place) => existsSync(place))
}

/** The headless Chromium that comes as a package, with its own libraries, and fonts of ours. */
async function fromNpm(): Promise<BrowserChoice> {
  const folder = await unpackChromium()
  return {
    executablePath: join(folder, 'chromium'),
    // Its own sandbox needs rights that containers do not give; only our own pages are opened in it.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: await fontConfiguration(folder) },
  }
}

/** Without a font of its own, and one for Chinese, a bare system would show no words at all. */
async function fontConfiguration(folder: string): Promise<string> {
  const chinese = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts')
  const path = join(folder, 'fonts.conf')
  if (existsSync(path)) return path
  const written = `${path}-${process.pid}`
  await writeFile(
    written,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>${chinese}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`,
  )
  await rename(written, path)
  return path
}

const defined = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
