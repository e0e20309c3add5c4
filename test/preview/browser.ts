import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'

import { chromium, type Browser } from 'playwright-core'

const ROOT = resolve(__dirname, '../..')
const CACHE = join(ROOT, '.cache/chromium')

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

export async function chooseBrowser(environment: NodeJS.ProcessEnv): Promise<BrowserChoice> {
  const named = environment[BROWSER_VARIABLE]
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { executablePath: named }
    throw new Error(`${BROWSER_VARIABLE} names ${named}, which is not there. ${CURE}`)
  }
  const installed = findInstalled(environment.PATH ?? '')
  if (installed !== undefined)
    return { executablePath: installed, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
  if (process.platform === 'linux' && process.arch === 'x64') return fromNpm()
  throw new Error(`There is no browser to run these tests in. ${CURE}`)
}

function findInstalled(path: string): string | undefined {
  const names = INSTALLED[process.platform] ?? []
  const places = names.flatMap((name) =>
    name.includes('/') || name.includes('\\')
      ? [name]
      : path.split(delimiter).map((folder) => join(folder, name)),
  )
  return places.find((place) => existsSync(place))
}

/** The headless Chromium that comes as a package, unpacked into the project's cache, with fonts of its own. */
async function fromNpm(): Promise<BrowserChoice> {
  await mkdir(CACHE, { recursive: true })
  // Read by the package when it is loaded: the first makes it unpack its libraries, the second says where.
  Object.assign(process.env, { VERCEL: '1', TMPDIR: CACHE })
  const { default: packed } = await import('@sparticuz/chromium')
  const executablePath = await packed.executablePath()
  return {
    executablePath,
    // Its own sandbox needs rights that containers do not give; only our own pages are opened in it.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
    env: { LD_LIBRARY_PATH: join(CACHE, 'al2023/lib'), FONTCONFIG_FILE: await fontConfiguration() },
  }
}

async function fontConfiguration(): Promise<string> {
  const chinese = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts')
  const folders = [join(CACHE, 'fonts'), chinese]
  const path = join(CACHE, 'fonts.conf')
  await writeFile(
    path,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${join(CACHE, 'font-cache')}</cachedir>
</fontconfig>
`,
  )
  return path
}

const defined = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
