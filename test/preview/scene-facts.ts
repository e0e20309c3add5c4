import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { Visit } from './visit'

const ROOT = resolve(__dirname, '../..')

/** Beside the pictures: what was to be seen when they were taken. */
export const PICTURES = join(ROOT, 'docs/screenshots')
export const FACTS = join(PICTURES, 'facts.json')
export const SHEETS_FOLDER = join(PICTURES, 'states')

export interface Facts {
  /** Of every style sheet and template that a picture depends on. */
  looks: string
  pictures: Record<string, { picture: string; words: string[] }>
  /** Hashes of the contact sheets. */
  sheets: Record<string, string>
}

export const hashOf = (content: string | Buffer) =>
  createHash('sha256').update(content).digest('hex').slice(0, 16)

/** Changes when a colour, a size or a template does. */
export function hashOfLooks(): string {
  const built = ['dist/plugin', 'dist/miniprogram/pages/home', 'dist/miniprogram/pages/states'].flatMap(
    (folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(wxss|wxml|svg)$/.test(path))
        .map((path) => join(folder, path)),
  )
  const own = [
    'dist/miniprogram/app.wxss',
    'preview/page/page.css',
    'preview/page/index.html',
    'preview/phone/phone.css',
    'preview/phone/phone.html',
  ]
  return hashOf(
    [...own, ...built]
      .sort()
      .map((path) => hashOf(readFileSync(join(ROOT, path))))
      .join(),
  )
}

/** Every line on the page and on the phone, with what changes from one run to the next made the same. */
export async function wordsOn({ page, phone }: Visit): Promise<string[]> {
  const texts = await Promise.all([page.locator('body').innerText(), phone.locator('body').innerText()])
  return texts
    .join('\n')
    .split('\n')
    .map((line) => timeless(line.trim()))
    .filter((line) => line !== '')
}

const timeless = (line: string) =>
  line
    .replace(/\d+ ms/g, '… ms')
    .replace(/^[\d/:, 年月日]+( [AP]M)?$/, '(time)')
    .replace(/^\d{1,2} \w+ \d{4}$/, '(date)')
    .replace(/^\w{4}••••\w{4}$/, '(token)')
    .replace(/sandbox-[0-9a-f]+/, 'sandbox-…')
