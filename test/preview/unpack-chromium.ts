import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const CACHE = resolve(__dirname, '../../.cache')

const UNPACK = `const packed = require(process.argv[1]); (packed.default ?? packed).executablePath()`

/**
 * The folder with the Chromium that comes as a package, its libraries and its fonts: unpacked once for each version,
 * into the project's own cache.
 */
export async function unpackChromium(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(CACHE, `chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(CACHE, { recursive: true })
  const own = await mkdtemp(join(CACHE, 'chromium-unpacking-'))
  // In a process of its own, whose environment says where to unpack, and that the libraries are wanted too.
  const env = { ...process.env, TMPDIR: own, VERCEL: '1' }
  try {
    await promisify(execFile)(process.execPath, ['-e', UNPACK, entry], { env })
    // The first one wins; none ever sees half of it.
    await rename(own, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(own, { recursive: true, force: true })
  }
  return folder
}
