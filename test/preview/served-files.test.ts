import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

import type { PackedMiniProgram } from '../../preview/phone/packed'
import { showPreview } from './shown-preview'
import { visit } from './visit'

jest.setTimeout(30_000)

const ROOT = resolve(__dirname, '../..')

const preview = showPreview()

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** What a plugin, which is one package, has no use for: entries of an npm package that stand by themselves. */
const ONLY_NPM = /^(silent(-options)?|avatar|tx-iot-sdk)\.js$/

/** The scripts that a built folder holds, by path, as hashes. */
function built(folder: string): Record<string, string> {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [relative(join(ROOT, folder), path), hashOf(readFileSync(path, 'utf8'))]
    }),
  )
}

test('the code that runs is the code of the packages, byte for byte', async () => {
  const { phone, context } = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  const running = await phone.locator('html').evaluate(() => {
    const { space, plugins } = (window as unknown as { miniProgram: PackedMiniProgram }).miniProgram
    // Between the first line and the last, which the preview adds, each function is its file.
    const texts = (scripts: object) =>
      Object.entries(scripts).map(([path, run]) => [
        path,
        String(run).replace(/^.*\n/, '').replace(/\n\}$/, ''),
      ])
    return { app: texts(space.scripts), plugin: texts(plugins['iot-login']!.space.scripts) }
  })
  const hashes = (texts: string[][]) =>
    Object.fromEntries(texts.map(([path, text]) => [path!, hashOf(text!)]))

  const plugin = hashes(running.plugin)
  expect(Object.keys(plugin)).toContain('components/iot-login/iot-login.js')
  expect(plugin).toEqual(built('dist/plugin'))
  const inPackage = Object.entries(built('plugin/miniprogram_dist'))
  expect(plugin).toEqual(Object.fromEntries(inPackage.filter(([path]) => !ONLY_NPM.test(path))))
  expect(hashes(running.app)).toEqual(built('dist/miniprogram'))
  await context.close()
})

test.each(['wxml', 'wxss', 'json'])('the .%s files of plugin and npm package are the same', (extension) => {
  const files = readdirSync(join(ROOT, 'plugin/miniprogram_dist/components'), {
    recursive: true,
    encoding: 'utf8',
  })
  const wanted = files.filter((path) => path.endsWith(`.${extension}`))
  expect(wanted).not.toHaveLength(0)
  for (const path of wanted) {
    const [inPackage, inPlugin, inDemo] = [
      'plugin/miniprogram_dist',
      'dist/plugin',
      'dist/miniprogram/miniprogram_npm/miniprogram-iot-login',
    ].map((folder) => hashOf(readFileSync(join(ROOT, folder, 'components', path), 'utf8')))
    expect([inPlugin, inDemo]).toEqual([inPackage, inPackage])
  }
})
