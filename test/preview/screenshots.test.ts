import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { SHEETS } from './contact-sheets'
import { showPreview } from './shown-preview'
import { FACTS, hashOf, hashOfLooks, PICTURES, SHEETS_FOLDER, wordsOn, type Facts } from './scene-facts'
import { enact, SCENES } from './scenes'

jest.setTimeout(60_000)

const ROOT = resolve(__dirname, '../..')
const LARGEST = 200_000

/** When one of these fails, the pictures are of yesterday: run `npm run screenshots`, and look at what it took. */
describe('the pictures in docs/screenshots', () => {
  const facts = JSON.parse(readFileSync(FACTS, 'utf8')) as Facts

  test('are those of the scenes, as they were taken, and small', () => {
    const files = readdirSync(PICTURES).filter((name) => name.endsWith('.png'))
    expect(files.sort()).toEqual(SCENES.map(({ name }) => `${name}.png`).sort())
    for (const { name } of SCENES) {
      const path = join(PICTURES, `${name}.png`)
      expect(hashOf(readFileSync(path))).toBe(facts.pictures[name]?.picture)
      expect(statSync(path).size).toBeLessThan(LARGEST)
    }
  })

  test('show every state in every language and theme, on sheets that weigh less than a megabyte', () => {
    const files = readdirSync(SHEETS_FOLDER)
    expect(files.sort()).toEqual(SHEETS.map(({ name }) => `${name}.jpg`).sort())
    const contents = files.map((file) => readFileSync(join(SHEETS_FOLDER, file)))
    expect(Object.values(facts.sheets).sort()).toEqual(contents.map(hashOf).sort())
    expect(contents.reduce((bytes, { length }) => bytes + length, 0)).toBeLessThan(1_000_000)
  })

  test('were taken with the style sheets and templates of today', () => {
    expect(facts.looks).toBe(hashOfLooks())
  })

  describe('show the words that the page shows today', () => {
    const preview = showPreview()

    test.each(SCENES)('$name', async (scene) => {
      const here = await enact(preview.browser, preview.stack, scene)
      expect(await wordsOn(here)).toEqual(facts.pictures[scene.name]?.words)
      await here.context.close()
    })
  })

  test('are the only ones that a README can show', () => {
    const readmes = ['README.md', 'README.zh-CN.md', 'preview/README.md'].map((path) => join(ROOT, path))
    const texts = readmes.filter(existsSync).map((path) => readFileSync(path, 'utf8'))
    const shown = texts.flatMap((text) =>
      [...text.matchAll(/docs\/screenshots\/([\w.-]+\.png)/g)].map(([, name]) => name),
    )
    const taken = SCENES.map(({ name }) => `${name}.png`)
    expect(shown.filter((name) => !taken.includes(name!))).toEqual([])
  })
})
