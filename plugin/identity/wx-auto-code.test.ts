import { createSession } from '../create-session'
import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail } from '../../test/stand-ins/scripted-call'
import type { SessionOptions } from '../session-options'

let phone: FakeWx

beforeEach(() => {
  phone = installFakeWx()
})

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'requireMiniProgram')
})

const hostExports = (exported: () => unknown) => Object.assign(globalThis, { requireMiniProgram: exported })
const login = (options: Partial<SessionOptions> = {}) =>
  createSession({ relayUrl: 'https://relay.example.com', appKey: 'app-key', ...options }).login()
const sent = () => phone.request.calls[0]?.data as Record<string, unknown>
const asked = () => phone.log.filter((name) => /login/i.test(name))

describe('a plugin whose host has another AppID', () => {
  beforeEach(() => {
    phone.runsIn('wx-plugin', 'wx-host')
  })

  test('logs in by wx.pluginLogin without an option, as the plugin', async () => {
    expect(await login()).toMatchObject({ codeSource: 'wx.pluginLogin' })
    expect(asked()).toEqual(['pluginLogin'])
    expect(sent()).toMatchObject({ code: 'code-1', codeType: 'pluginLogin', appId: 'wx-plugin' })
  })

  test('takes the code that its host exports before that, as the host', async () => {
    hostExports(() => ({ iotLogin: { code: () => Promise.resolve('of-the-host') } }))
    expect(await login()).toMatchObject({ codeSource: 'host' })
    expect(asked()).toEqual([])
    expect(sent()).toMatchObject({ code: 'of-the-host', codeType: 'login', appId: 'wx-host' })
  })

  test.each([
    ['exports nothing', () => undefined],
    ['exports something else', () => ({ iotLogin: { code: 'text' } })],
    [
      'throws when it is asked for',
      () => {
        throw new Error('no export')
      },
    ],
    [
      'has a function that throws',
      () => ({
        iotLogin: {
          code: () => {
            throw new Error('broken')
          },
        },
      }),
    ],
    ['has a function that rejects', () => ({ iotLogin: { code: () => Promise.reject(new Error('no')) } })],
    ['has a function that gives no code', () => ({ iotLogin: { code: () => '' } })],
  ])('goes its own way where the host %s', async (_, exported) => {
    hostExports(exported)
    await login()
    expect(sent()).toMatchObject({ codeType: 'pluginLogin', appId: 'wx-plugin' })
  })

  test('asks the host at the login, not before', async () => {
    const exported = jest.fn(() => ({ iotLogin: { code: () => 'of-the-host' } }))
    hostExports(exported)
    const session = createSession({ relayUrl: 'https://relay.example.com', appKey: 'app-key' })
    await session.restored()
    expect(exported).not.toHaveBeenCalled()
    await session.login()
    expect(exported).toHaveBeenCalledTimes(1)
  })

  test('says what wx.pluginLogin said when that is refused', async () => {
    phone.pluginLogin.next(fail('pluginLogin:fail'))
    const error = await rejectionOf(login())
    expect(error).toMatchObject({ code: 'Client.NoCode', codeSource: 'wx.pluginLogin' })
    expect(error.message).toContain('wx.pluginLogin')
  })

  test('does as it is told otherwise', async () => {
    await login({ code: 'login' })
    expect(asked()).toEqual(['login'])
    expect(sent()).not.toHaveProperty('appId')
  })

  test('sends the AppID of the options where there is one', async () => {
    await login({ appId: 'wx-other' })
    expect(sent()).toMatchObject({ appId: 'wx-other' })
  })
})

test.each([
  ['a plugin under the AppID of its host', () => phone.runsIn('wx-one', 'wx-one'), 'wx-one'],
  ['a mini program', () => undefined, undefined],
])('%s logs in by wx.login, and its host is not asked', async (_, place, appId) => {
  place()
  hostExports(() => ({ iotLogin: { code: () => 'of-the-host' } }))
  await login()
  expect(asked()).toEqual(['login'])
  expect(sent()).toMatchObject({ codeType: 'login' })
  expect(sent()['appId']).toBe(appId)
  await login({ code: 'auto', appKey: 'second' })
  expect(asked()).toEqual(['login', 'login'])
})
