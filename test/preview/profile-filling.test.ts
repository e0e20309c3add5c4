import { join } from 'node:path'

import type { Page } from 'playwright-core'

import { showPreview } from './shown-preview'

jest.setTimeout(30_000)

const preview = showPreview(join(__dirname, 'fixture'))

/** A page with the two fields of WeChat's profile filling, on a phone that behaves as it is told. */
async function openForm(behaviour: Record<string, string> = {}) {
  const page = await preview.browser.newPage({ viewport: { width: 375, height: 700 } })
  page.setDefaultTimeout(10_000)
  const warnings: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text())
  })
  const query = new URLSearchParams({ lang: 'en', page: 'pages/profile/profile', ...behaviour })
  await page.goto(`${preview.stack.url}/phone?${query.toString()}`)
  await page.locator('html[data-started]').waitFor()
  const said = (words: string | RegExp) =>
    page.locator('.app-pages-profile-profile--said', { hasText: words })
  return { page, warnings, said }
}

const choose = (page: Page) => page.getByRole('button', { name: 'Choose' }).click()
const dialog = (page: Page) => page.getByRole('dialog')
const answer = (page: Page, name: string) => dialog(page).getByRole('button', { name }).click()
const type = async (page: Page, name: string) => {
  await page.getByRole('textbox').fill(name)
  await page.getByRole('textbox').blur()
}

describe('the picture chooser', () => {
  test.each([
    ['devtools', /picture http:\/\/tmp\/\S+\.png/],
    ['phone', /picture wxfile:\/\/tmp_\S+\.png/],
    ['mac', /picture wxfile:\/\/temp\/avatar\.png/],
  ])('hands over a temporary path, as %s names it, and the file can be uploaded', async (paths, words) => {
    const { page, said } = await openForm({ paths })
    await choose(page)
    await answer(page, 'Use WeChat profile photo')
    await said(words).waitFor()
    await page.getByRole('button', { name: 'Upload' }).click()
    // The relay has no such route yet: that it answers is enough.
    await said(/upload \d{3}/).waitFor()
    await page.close()
  })

  test('fires no event for a picture that WeChat refuses', async () => {
    const { page, said, warnings } = await openForm({ picture: 'refused' })
    await choose(page)
    await answer(page, 'Use WeChat profile photo')
    await dialog(page).waitFor({ state: 'detached' })
    expect([await said('picture').count(), warnings]).toEqual([0, []])
    await page.close()
  })

  test('says on the console only that it was cancelled, or is open already', async () => {
    const { page, said, warnings } = await openForm()
    await choose(page)
    await answer(page, 'Cancel')
    await dialog(page).waitFor({ state: 'detached' })
    expect(warnings).toEqual(['chooseAvatar:fail cancel'])
    await page.getByRole('button', { name: 'Choose' }).evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    })
    await dialog(page).waitFor()
    expect(warnings).toEqual([
      'chooseAvatar:fail cancel',
      'chooseAvatar:fail another chooseAvatar is in progress',
    ])
    expect(await said('picture').count()).toBe(0)
    await page.close()
  })
})

describe('without consent', () => {
  test('the chooser asks, and a refusal is silent for ten seconds', async () => {
    const { page, warnings } = await openForm({ privacy: 'ask' })
    await choose(page)
    await answer(page, 'Decline')
    await dialog(page).waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.querySelector('[role=dialog]') === null)
    await choose(page)
    await page.getByRole('button', { name: 'Require' }).click()
    await page.getByText('requirePrivacyAuthorize:fail privacy permission is not authorized 104').waitFor()
    const refused = 'chooseAvatar:fail privacy permission is not authorized'
    expect([warnings, await dialog(page).count()]).toEqual([[refused, refused], 0])
    await page.close()
  })

  test('the field is plain text: its name is not reviewed until wx.requirePrivacyAuthorize was agreed to', async () => {
    const { page, said } = await openForm({ privacy: 'ask' })
    await type(page, 'Ada')
    await said('blur Ada').waitFor()
    expect(await said('review').count()).toBe(0)
    await page.getByRole('button', { name: 'Require' }).click()
    await answer(page, 'Agree')
    await said('required').waitFor()
    await type(page, 'Ada L')
    await said('review true false').waitFor()
    await page.close()
  })

  test('what was not declared fails with 112', async () => {
    const { page, said, warnings } = await openForm({ privacy: 'undeclared' })
    await page.getByRole('button', { name: 'Require' }).click()
    await said('api scope is not declared in the privacy agreement 112').waitFor()
    await choose(page)
    await page.waitForFunction(() => true)
    expect(warnings).toEqual(['chooseAvatar:fail api scope is not declared in the privacy agreement'])
    await page.close()
  })

  test('an old base library has no privacy calls, and asks for none', async () => {
    const { page, said } = await openForm({ privacy: 'ask', profile: 'own' })
    await page.getByRole('button', { name: 'Require' }).click()
    await said('no requirePrivacyAuthorize').waitFor()
    await choose(page)
    await answer(page, 'Use WeChat profile photo')
    await said('picture').waitFor()
    await page.close()
  })
})

describe('the review of a name', () => {
  test('clears a refused name after the blur, so that a form submits none', async () => {
    const { page, said } = await openForm({ review: 'failed' })
    await type(page, 'bad word')
    await said('blur bad word').waitFor()
    await said('review false false').waitFor()
    expect(await page.getByRole('textbox').inputValue()).toBe('')
    await page.getByRole('button', { name: 'Save' }).click()
    await said(/^submit $/).waitFor()
    await page.close()
  })

  test('keeps a name that passed, that is reviewed late, or not at all', async () => {
    for (const [review, words] of [
      ['passed', 'review true false'],
      ['late', 'review false true'],
      ['absent', 'blur Ada'],
    ] as const) {
      const { page, said } = await openForm({ review })
      await type(page, 'Ada')
      await said(words).waitFor()
      if (review === 'absent') expect(await said('review').count()).toBe(0)
      expect(await page.getByRole('textbox').inputValue()).toBe('Ada')
      await page.close()
    }
  })
})
