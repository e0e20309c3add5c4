import { showPreview } from './shown-preview'
import { lastCall, visit, type Visit } from './visit'

jest.setTimeout(30_000)

const preview = showPreview()
beforeEach(() => {
  preview.stack.sandbox.reset()
})

const users = () => preview.stack.sandbox.world.accounts.list().length
const tokens = () => preview.stack.sandbox.world.accessTokens.list().length

async function logIn({ page, phone }: Visit): Promise<void> {
  await phone.getByRole('button', { name: 'Log in with WeChat' }).click()
  await phone.getByRole('button', { name: 'Logged in' }).waitFor()
  await lastCall(page, 'wx.setStorage')
}

const press = ({ page }: Visit, name: string | RegExp) => page.getByRole('button', { name }).click()
const waitForButton = ({ phone }: Visit, name: string) => phone.getByRole('button', { name }).waitFor()

test('a new user gets an account of their own', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await logIn(here)
  await press(here, /^New user/)
  await logIn(here)
  expect(users()).toBe(2)
  await here.context.close()
})

test('a returning user is logged in again, and keeps the account', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  const returning = here.page.getByRole('button', { name: /^Returning user/ })
  expect(await returning.isDisabled()).toBe(true)
  await logIn(here)
  await returning.click()
  await logIn(here)
  expect([users(), tokens()]).toEqual([1, 2])
  await here.context.close()
})

test('another user finds nothing of the first, who finds everything again', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await logIn(here)
  await press(here, /^Another user/)
  await logIn(here)
  await press(here, /^Another user/)
  await waitForButton(here, 'Logged in')
  expect([users(), tokens()]).toEqual([2, 2])
  await here.context.close()
})

test('cleared storage asks for a login', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await logIn(here)
  await press(here, /^Clear storage/)
  await logIn(here)
  expect(tokens()).toBe(2)
  await here.context.close()
})

test('31 days later the token has expired, on the phone and at the platform, and a login brings another', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await logIn(here)
  for (const expected of [2, 3]) {
    await press(here, /^31 days later/)
    await logIn(here)
    expect(tokens()).toBe(expected)
  }
  await here.context.close()
})

test('reopened, the mini program finds its token', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await logIn(here)
  await press(here, 'Close and reopen')
  await waitForButton(here, 'Logged in')
  expect(tokens()).toBe(1)
  await here.context.close()
})

test('starting over forgets everybody', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await logIn(here)
  await press(here, /^Start over/)
  await waitForButton(here, 'Log in with WeChat')
  expect(users()).toBe(0)
  await here.context.close()
})

test('language and theme change on the page and on the phone, and outlive a reload', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  const { page, phone } = here
  await press(here, '简体')
  await waitForButton(here, '微信登录')
  expect(await page.getByRole('heading', { name: '发生了什么' }).count()).toBe(1)
  expect(await page.title()).toBe('iot-login 预览')
  expect(await page.getByRole('button', { name: 'npm 形式' }).count()).toBe(1)
  const background = () =>
    phone.locator('wx-page').evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(await background()).toBe('rgb(245, 246, 248)')
  await press(here, '深色')
  await phone.locator('html[data-theme="dark"]').waitFor()
  expect(await background()).toBe('rgb(17, 18, 20)')
  await page.reload()
  await phone.locator('html[data-started][data-theme="dark"]').waitFor()
  await waitForButton(here, '微信登录')
  await here.context.close()
})

test('the phone is as wide as it is told to be', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  for (const width of [320, 430, 375]) {
    await press(here, String(width))
    await here.page.waitForFunction(
      (wanted) => document.querySelector('iframe')?.contentWindow?.innerWidth === wanted,
      width,
    )
  }
  await here.context.close()
})

test('a sandbox that has gone is told, with the cure', async () => {
  const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await here.page.route('**/sandbox/**', (route) => route.abort())
  await press(here, /^31 days later/)
  await here.page.getByRole('alert').filter({ hasText: 'npm start' }).waitFor()
  await here.context.close()
})

describe('wx.getUserProfile', () => {
  const login = (here: Visit) => here.phone.getByRole('button', { name: 'Log in with WeChat' }).first()
  const profileCalls = async (here: Visit) =>
    (await here.calls()).filter((call) => call === 'wx.getUserProfile').length

  test('gives the placeholder at once, without a dialog, as WeChat since base library 2.27.1', async () => {
    const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
    await press(here, 'States')
    await login(here).click()
    await here.phone.getByText('Logged in without a name.').waitFor()
    expect(await here.phone.getByRole('dialog').count()).toBe(0)
    await here.context.close()
  })

  test('asks, and gives the user’s own, as before 2022', async () => {
    const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
    const { phone } = here
    await press(here, 'States')
    await press(here, 'Before 2022')
    await login(here).click()
    await phone.getByRole('dialog').getByRole('button', { name: 'Allow' }).click()
    await phone.getByText('陈默', { exact: true }).waitFor()

    await press(here, /^Clear storage/)
    await login(here).click()
    await phone.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
    await phone.getByText('Logged in without a name.').waitFor()
    await here.context.close()
  })

  test('is called by the npm form, and not by the plugin form, whose wx has it not', async () => {
    const here = await visit(preview.browser, preview.stack.url, { lang: 'en' })
    await login(here).click()
    await lastCall(here.page, 'wx.setStorage')
    expect(await profileCalls(here)).toBe(0)
    await press(here, 'npm')
    await login(here).click()
    await here.phone.getByRole('button', { name: 'Logged in' }).waitFor()
    expect(await profileCalls(here)).toBe(1)
    await here.context.close()
  })
})
