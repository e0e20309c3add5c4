import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser } from 'playwright-core'

import { launchBrowser } from './browser'
import { takeSheets } from './contact-sheets'
import { startPreview, type PreviewStack } from './preview-stack'
import { FACTS, hashOf, hashOfLooks, PICTURES, SHEETS_FOLDER, wordsOn, type Facts } from './scene-facts'
import { enact, SCENES } from './scenes'

/** The pictures that the READMEs show, and beside them what they show in words. */
async function takeScenes(browser: Browser, stack: PreviewStack): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  const facts: Facts = { looks: hashOfLooks(), pictures: {}, sheets: await keepSheets(browser, stack) }
  for (const scene of SCENES) {
    const here = await enact(browser, stack, scene)
    const picture = await here.page.screenshot({ animations: 'disabled' })
    await writeFile(join(PICTURES, `${scene.name}.png`), picture)
    facts.pictures[scene.name] = { picture: hashOf(picture), words: await wordsOn(here) }
    await here.context.close()
  }
  await writeFile(FACTS, `${JSON.stringify(facts, null, 2)}\n`)
}

/** Every state in every language, theme, width and font size. Returns their hashes. */
async function keepSheets(browser: Browser, stack: PreviewStack): Promise<Facts['sheets']> {
  await mkdir(SHEETS_FOLDER, { recursive: true })
  const hashes: Facts['sheets'] = {}
  for (const [name, sheet] of await takeSheets(browser, stack)) {
    await writeFile(join(SHEETS_FOLDER, `${name}.jpg`), sheet)
    hashes[name] = hashOf(sheet)
  }
  return hashes
}

async function main(): Promise<void> {
  const [browser, stack] = await Promise.all([launchBrowser(), startPreview()])
  try {
    await takeScenes(browser, stack)
  } finally {
    await browser.close()
    await stack.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
