import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { build } from 'esbuild'

export interface PageFile {
  type: string
  content: string | Buffer
}

export type PageFiles = Record<string, () => Promise<PageFile>>

const HERE = join(__dirname, '..')

const HTML = 'text/html; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
export const SCRIPT = 'text/javascript; charset=utf-8'

/** Once for the process. */
const bundled = new Map<string, Promise<PageFile>>()

/** The preview's own files by path. Scripts are bundled when they are first asked for. */
export function pageFiles(): PageFiles {
  const file = (path: string, type: string) => async () => ({
    type,
    content: await readFile(join(HERE, path)),
  })
  const script = (path: string) => () => {
    const found = bundled.get(path) ?? bundle(join(HERE, path))
    bundled.set(path, found)
    return found
  }
  return {
    '/': file('page/index.html', HTML),
    '/page.css': file('page/page.css', CSS),
    '/page.js': script('page/main.ts'),
    '/phone': file('phone/phone.html', HTML),
    '/phone.css': file('phone/phone.css', CSS),
    '/phone.js': script('phone/main.ts'),
  }
}

async function bundle(entry: string): Promise<PageFile> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    minify: true,
    keepNames: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  return { type: SCRIPT, content: outputFiles[0]?.text ?? '' }
}
