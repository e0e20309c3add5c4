import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FILES = {
  'project.config.json': '{ "miniprogramRoot": "app/", "pluginRoot": "plugin/" }',
  'secret.png': 'secret',
  'app/app.json': '{ "pages": ["page"] }',
  'app/app.js': 'App({})',
  'app/page.json': '{}',
  'app/page.wxml': '<view>page</view>',
  'app/page.js': 'Page({})',
  'app/picture.png': 'picture',
  'plugin/plugin.json': '{}',
}

/** Writes a built project with one page and one picture, and beside it a file that must not be served. */
export function writeSmallProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preview-'))
  for (const part of ['app', 'plugin']) mkdirSync(join(folder, part))
  for (const [path, content] of Object.entries(FILES)) writeFileSync(join(folder, path), content)
  symlinkSync(join(folder, 'secret.png'), join(folder, 'app/link.png'))
  return folder
}
