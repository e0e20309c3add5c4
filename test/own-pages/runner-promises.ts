import { join } from 'node:path'
import { testPhone, type OutcomeName, type RunnerName } from 'miniprogram-iot-login/testing'

const root = join(__dirname, 'host')
const NPM = 'pages/index/index'
const PLUGIN = 'pages/plugin-form/plugin-form'

/** What a test phone does in each runner. A file of its own for each: a script is loaded once in a test file. */
export function describeRunner(runner: RunnerName, other: RunnerName): void {
  test.each([
    [NPM, 'npm', 'wx.login'],
    [PLUGIN, 'npm', 'wx.login'],
    [NPM, 'plugin', 'wx.pluginLogin'],
    [PLUGIN, 'plugin', 'wx.pluginLogin'],
  ] as const)('%s greets who has logged in, as %s', async (path, form, codeSource) => {
    const phone = testPhone({ root, runner, form })
    const page = await phone.open(path)
    await page.tapLogin()
    expect(page.see('greeting')).toBe('Welcome')
    const detail = expect.objectContaining({ codeSource }) as unknown
    expect(phone.events.filter(({ name }) => name === 'success')).toEqual([{ name: 'success', detail }])
    page.close()
  })

  test.each<[OutcomeName, 'npm' | 'plugin', string]>([
    ['loginFails', 'npm', 'Client.NoCode'],
    ['loginFails', 'plugin', 'Client.NoCode'],
    ['offline', 'npm', 'Client.NetworkFailed'],
    ['codeUsed', 'plugin', 'WeChat.CodeUsed'],
    ['busy', 'npm', 'Relay.Busy'],
  ])('after %s a page is told, as %s, %s', async (outcome, form, code) => {
    const phone = testPhone({ root, runner, form })
    const page = await phone.open(NPM)
    phone.next(outcome)
    await page.tapLogin()
    expect(page.see('greeting')).toBe(code)
    page.close()
  })

  test('a plugin sends its own AppID, and not that of its host', async () => {
    const phone = testPhone({ root, runner, form: 'plugin', appId: 'wx0000000000000001' })
    const page = await phone.open(PLUGIN)
    await page.tapLogin()
    expect(phone.requests).toMatchObject([{ body: { codeType: 'pluginLogin', appId: 'wxfedcba9876543210' } }])
    page.close()
  })

  test('a page that is closed is gone', async () => {
    const page = await testPhone({ root, runner }).open(NPM)
    const shown = () => document.body.textContent
    expect(shown()).toContain('微信登录')
    page.close()
    expect(shown()).not.toContain('微信登录')
  })

  test('another runner needs a test file of its own, and one that does not exist is answered with those that do', () => {
    expect(() => testPhone({ root, runner: other })).toThrow(/file of its own/)
    jest.isolateModules(() => {
      const fresh = jest.requireActual<{ testPhone: typeof testPhone }>('miniprogram-iot-login/testing')
      expect(() => fresh.testPhone({ root, runner: 'jest' as RunnerName })).toThrow(runner)
    })
  })
}
