import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import type { Browser } from 'playwright-core'

import { launchBrowser } from './browser'
import { startPreview, type PreviewStack } from './preview-stack'
import { FACTS, hashOf, hashOfLooks, PICTURES, wordsOn, type Facts } from './scene-facts'
import { enact, SCENES } from './scenes'

const ARTIFACTS = resolve(__dirname, '../../artifacts/screenshots')

/** The gallery in every language and theme, for looking through; git does not keep them. */
async function takeGallery(browser: Browser, { url }: PreviewStack): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true })
  for (const lang of ['en', 'zh_CN']) {
    for (const theme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport: { width: 375, height: 6200 } })
      await page.goto(`${url}/phone?page=pages/states/states&lang=${lang}&theme=${theme}`)
      await page.locator('iot-login wx-button').nth(84).waitFor()
      await page.screenshot({ path: join(ARTIFACTS, `states-${lang}-${theme}.png`) })
      await page.close()
    }
  }
}

/** The pictures that the READMEs show, and beside them what they show in words. */
async function takeScenes(browser: Browser, stack: PreviewStack): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  const facts: Facts = { looks: hashOfLooks(), pictures: {} }
  for (const scene of SCENES) {
    const here = await enact(browser, stack, scene)
    const picture = await here.page.screenshot({ animations: 'disabled' })
    await writeFile(join(PICTURES, `${scene.name}.png`), picture)
    facts.pictures[scene.name] = { picture: hashOf(picture), words: await wordsOn(here) }
    await here.context.close()
  }
  await writeFile(FACTS, `${JSON.stringify(facts, null, 2)}\n`)
}

async function main(): Promise<void> {
  const [browser, stack] = await Promise.all([launchBrowser(), startPreview()])
  try {
    await takeGallery(browser, stack)
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
