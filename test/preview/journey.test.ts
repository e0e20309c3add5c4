import { showPreview } from './shown-preview'
import { lastCall, visit } from './visit'

jest.setTimeout(30_000)

const preview = showPreview()
beforeEach(() => {
  preview.stack.sandbox.reset()
})

const LOGIN = ['wx.login', 'POST /login', 'GET jscode2session', 'AppGetTokenByWeiXin', 'wx.setStorage']

describe.each([
  { lang: 'en', before: 'Log in with WeChat', after: 'Logged in', token: 'Token' },
  { lang: 'zh-CN', before: '微信登录', after: '已登录', token: '令牌' },
] as const)('in $lang', ({ lang, before, after, token }) => {
  test('a tap brings the token, and the page tells how', async () => {
    const { page, phone, context, button, calls, problems } = await visit(
      preview.browser,
      preview.stack.url,
      {
        lang,
      },
    )
    await phone.getByRole('button', { name: before }).click()

    await phone.getByRole('button', { name: after }).waitFor()
    expect(await phone.getByText(token, { exact: true }).count()).toBe(1)
    expect(await phone.locator('.row .good, [class*="good"]').first().textContent()).toMatch(/^.{4}••••.{4}$/)
    await lastCall(page, 'wx.setStorage')
    expect(await calls()).toEqual(['wx.getStorage', ...LOGIN])
    expect(await button.getAttribute('aria-label')).toBe(after)
    expect(problems).toEqual([])
    await context.close()
  })

  test('a second visit finds the token and makes no call', async () => {
    const { page, phone, context, calls } = await visit(preview.browser, preview.stack.url, { lang })
    await phone.getByRole('button', { name: before }).click()
    await phone.getByRole('button', { name: after }).waitFor()
    await lastCall(page, 'wx.setStorage')
    const asked = preview.stack.sandbox.journal.since().lastSequence

    await page.reload()
    await phone.getByRole('button', { name: after }).click()
    await phone.getByText(token, { exact: true }).waitFor()
    expect(await calls()).toEqual(['wx.getStorage'])
    expect(preview.stack.sandbox.journal.since().lastSequence).toBe(asked)
    await context.close()
  })
})

test('each call shows when it is clicked what it carried, without anything that could be used', async () => {
  const { page, phone, context } = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await phone.getByRole('button', { name: 'Log in with WeChat' }).click()
  await lastCall(page, 'wx.setStorage')

  for (const hop of await page.locator('.hop').all()) await hop.click()
  const shown = (await page.locator('.payload').allTextContents()).join('\n')
  const [token] = preview.stack.sandbox.world.accessTokens.list()
  const [account] = preview.stack.sandbox.world.accounts.list()
  const [code] = preview.stack.sandbox.world.codes.list()
  expect(shown).toContain('"grant_type": "authorization_code"')
  expect(shown).toContain('The relay trades the code for the user’s OpenID')
  for (const secret of [token!.token, account!.wxOpenId, code!.code]) expect(shown).not.toContain(secret)
  expect(shown).not.toContain(preview.stack.sandbox.relayEnvironment().WECHAT_APP_SECRET)
  await context.close()
})

test('what a call carried stays open while the sequence grows', async () => {
  const { page, button, context } = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  const first = page.locator('.hop').first()
  await first.click()
  await button.click()
  await lastCall(page, 'wx.setStorage')
  expect(await first.getAttribute('aria-expanded')).toBe('true')
  await context.close()
})
