import type { Browser } from 'playwright-core'

import { LOCALES } from '../../preview/page/words'
import type { PreviewStack } from './preview-stack'
import { lastCall, visit, type Visit, type Visitor } from './visit'

/** What a committed picture shows, and how to bring it about. */
export interface Scene {
  name: string
  visitor: Required<Visitor>
  bringAbout(here: Visit, stack: PreviewStack): Promise<void>
}

/** What the front page asks for: a tap, and in the sheet a yes. */
async function agreeAndLogIn({ phone, button }: Visit): Promise<void> {
  await button.click()
  await phone.locator('[class*="iot-agreement-sheet__agree"]').click()
}

async function logIn(here: Visit): Promise<void> {
  const { page } = here
  await agreeAndLogIn(here)
  await lastCall(page, 'wx.setStorage')
  // The page asks the sandbox who has an account once the login is over.
  const known = Object.values(LOCALES).map((words) => page.getByText(words.knownPerson, { exact: true }))
  await known.reduce((either, other) => either.or(other)).waitFor()
}

async function failThenOpen(here: Visit): Promise<void> {
  const { page, phone } = here
  await page.locator('[data-id="fault:code-used"]').click()
  await agreeAndLogIn(here)
  await phone.getByRole('alert').waitFor()
  await page.locator('.row--bad .hop').first().click()
}

/** The front page, in a browser that is as wide as a usual laptop. */
const WIDE = { page: '', width: 1360, height: 860 }

/** The few that the READMEs show. */
export const SCENES: Scene[] = [
  { name: 'login-en', visitor: { lang: 'en', theme: 'light', ...WIDE }, bringAbout: logIn },
  { name: 'login-zh', visitor: { lang: 'zh-CN', theme: 'light', ...WIDE }, bringAbout: logIn },
  { name: 'failure-en', visitor: { lang: 'en', theme: 'dark', ...WIDE }, bringAbout: failThenOpen },
  { name: 'failure-zh', visitor: { lang: 'zh-CN', theme: 'dark', ...WIDE }, bringAbout: failThenOpen },
]

/** Opens the preview and brings the scene about, with no user known yet. */
export async function enact(browser: Browser, stack: PreviewStack, scene: Scene): Promise<Visit> {
  stack.sandbox.reset()
  const here = await visit(browser, stack.url, scene.visitor)
  await scene.bringAbout(here, stack)
  await here.page.mouse.move(0, 0)
  return here
}
