import { installFakeWx, type FakeWx } from '../test/stand-ins/fake-wx'
import { rejectionOf } from '../test/stand-ins/rejection-of'
import { byHand, fail } from '../test/stand-ins/scripted-call'
import { settle } from '../test/stand-ins/session-bench'
import type * as IotLogin from './index'

/** A copy of the package with a memory of its own, as an independent subpackage, Taro or uni-app makes one. */
function copy(): typeof IotLogin {
  let exports: typeof IotLogin | undefined
  jest.isolateModules(() => {
    exports = require('./index') as typeof IotLogin
  })
  return exports!
}

const options = { relayUrl: 'https://relay.example.com', appKey: 'app-key' }

let phone: FakeWx
let one: typeof IotLogin
let other: typeof IotLogin

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
  one = copy()
  other = copy()
})

test('the copies have memories of their own, else the next tests say nothing', () => {
  expect(one.LoginError).not.toBe(other.LoginError)
})

describe('two copies in one app', () => {
  test('share what configure() made', () => {
    const session = one.configure(options)
    expect(other.getSession()).toBe(session)
  })

  test('share logins and logouts of sessions that each made for itself', async () => {
    const [mine, theirs] = [one.createSession(options), other.createSession(options)]
    await mine.login()
    expect(await theirs.getAccessToken()).toMatchObject({ Token: 'token-1' })
    const told: string[] = []
    theirs.onChange(({ state }) => told.push(state))
    await mine.logout()
    expect(told).toEqual(['ready', 'signed-out'])
    expect((await rejectionOf(theirs.getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('put nothing on wx that shows when its members are listed', () => {
    one.configure(options)
    expect(Object.keys(wx)).not.toContainEqual(expect.stringMatching(/iot/i))
  })
})

describe('the storage is read', () => {
  const [NPM, PLUGIN] = ['an npm package', 'a plugin'] as const

  /** What a page with a button does: it looks at the state, logs in at a tap, and asks for the token before calls. */
  async function usePage(session = one.configure(options)): Promise<void> {
    session.onChange(() => undefined)
    await session.restored()
    await session.login()
    await session.getAccessToken()
    await session.getAccessToken()
  }

  test.each([
    { form: NPM, keys: 'takes keys', reads: 1 },
    { form: PLUGIN, keys: 'takes keys', reads: 1 },
    // A plugin is the only copy there is, and its storage is its own.
    { form: PLUGIN, keys: 'takes no keys', reads: 1 },
    // Each use has to look: another copy may have signed out since.
    { form: NPM, keys: 'takes no keys', reads: 4 },
  ])('$reads times for a login and its use in $form whose wx $keys', async ({ form, keys, reads }) => {
    if (form === PLUGIN) phone.runsIn('wx1111111111111111', 'wx1111111111111111')
    if (keys === 'takes no keys') phone.takesNoKeys()
    await usePage()
    expect(phone.getStorage.calls).toHaveLength(reads)
    expect(phone.request.calls).toHaveLength(1)
  })

  test('once more after the app was shown, however often it is used then', async () => {
    await usePage()
    phone.showApp()
    await usePage(one.getSession())
    expect(phone.getStorage.calls).toHaveLength(2)
  })
})

describe('where wx takes no keys', () => {
  beforeEach(() => {
    phone.takesNoKeys()
  })

  test('a storage that failed once is looked at again', async () => {
    const [mine, theirs] = [one.configure(options), other.configure(options)]
    phone.getStorage.next(fail('getStorage:fail'))
    expect(await theirs.restored()).toBe('signed-out')
    await mine.login()
    expect(await theirs.restored()).toBe('ready')
  })

  test('a copy knows its own sessions', () => {
    const session = one.configure(options)
    expect(one.getSession()).toBe(session)
  })

  test('a logout in one counts before the other hands out a token', async () => {
    const [mine, theirs] = [one.configure(options), other.configure(options)]
    await mine.login()
    expect(await theirs.getAccessToken()).toMatchObject({ Token: 'token-1' })
    await mine.logout()
    expect((await rejectionOf(theirs.getAccessToken())).code).toBe('Client.SignedOut')
    expect(theirs.state).toBe('signed-out')
  })

  test('a login in one is a login in the other, without a second request', async () => {
    const [mine, theirs] = [one.configure(options), other.configure(options)]
    expect(await theirs.restored()).toBe('signed-out')
    await mine.login()
    expect(await theirs.restored()).toBe('ready')
    expect(await theirs.login()).toMatchObject({ Token: 'token-1' })
    expect(phone.request.calls).toHaveLength(1)
  })
})

describe('after the app was shown again', () => {
  // What another copy does to the storage that is not met in memory, of another version, say.
  const KEY = 'iot-login:v1:app-key'

  beforeEach(async () => {
    await one.configure(options).login()
  })

  test('a sign-out in the storage counts, and only then is the storage looked at', async () => {
    phone.storage.set(KEY, { signedOut: true }, true)
    expect(await one.getSession().getAccessToken()).toMatchObject({ Token: 'token-1' })
    phone.showApp()
    expect((await rejectionOf(one.getSession().getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('a tap logs in all the same', async () => {
    phone.storage.set(KEY, { signedOut: true }, true)
    phone.showApp()
    expect(await one.getSession().login()).toMatchObject({ Token: 'token-2' })
  })

  test('a token that was renewed there is used', async () => {
    const record = { token: 'theirs', expireAt: 1_800_007_200, expiresIn: 7200, receivedAt: Date.now() }
    phone.storage.set(KEY, record, true)
    phone.showApp()
    expect(await one.getSession().getAccessToken()).toMatchObject({ Token: 'theirs' })
  })

  test('the end of a token is told, though timers stood still in the background', async () => {
    const told: string[] = []
    one.getSession().onChange(({ state }) => told.push(state))
    jest.setSystemTime(Date.now() + 31 * 24 * 60 * 60 * 1000)
    expect(told).toEqual(['ready'])
    phone.showApp()
    expect(told).toEqual(['ready', 'signed-out'])
  })

  test('a token that ended in the background is renewed at once where that is wanted', async () => {
    one.getSession().autoRenew()
    jest.setSystemTime(Date.now() + 31 * 24 * 60 * 60 * 1000)
    phone.showApp()
    await settle()
    expect(one.getSession().state).toBe('ready')
    expect(phone.request.calls).toHaveLength(2)
  })

  test('a token that is gone there is not handed out', async () => {
    phone.storage.remove(KEY)
    phone.showApp()
    expect(await one.getSession().restored()).toBe('signed-out')
  })

  test.each(['getStorage:fail', 'getStorage:fail the data cannot be decrypted'])(
    'a storage that fails (%s) says nothing',
    async (errMsg) => {
      const held = byHand<never>()
      phone.getStorage.next(held)
      phone.showApp()
      const asked = one.getSession().getAccessToken()
      await settle()
      held.fail(errMsg)
      expect(await asked).toMatchObject({ Token: 'token-1' })
    },
  )

  test('a token that could not be saved is kept in memory: what is stored is older', async () => {
    phone.setStorage.next(byHand())
    const renewed = one.getSession().login({ force: true })
    await jest.advanceTimersByTimeAsync(1000)
    expect(await renewed).toMatchObject({ Token: 'token-2' })
    phone.showApp()
    expect(await one.getSession().getAccessToken()).toMatchObject({ Token: 'token-2' })
  })

  test('a logout that is still being written is not undone by what is stored', async () => {
    const slow = byHand<object>()
    phone.setStorage.next(slow)
    void one.getSession().logout()
    phone.showApp()
    const asked = rejectionOf(one.getSession().getAccessToken())
    await settle()
    phone.storage.set(KEY, { signedOut: true }, true)
    slow.succeed({})
    expect((await asked).code).toBe('Client.SignedOut')
  })
})

describe('configure() twice', () => {
  const moved = { ...options, relayUrl: 'https://moved.example.com' }

  test.each([
    ['with another relay', moved],
    ['with other options', { ...options, renewBefore: 60 }],
  ])('%s: both sessions know of each other’s login and logout', async (_, second) => {
    const [former, latter] = [one.configure(options), one.configure(second)]
    await former.login()
    expect(await latter.getAccessToken()).toMatchObject({ Token: 'token-1' })
    await latter.logout()
    expect(former.state).toBe('signed-out')
    expect((await rejectionOf(former.getAccessToken())).code).toBe('Client.SignedOut')
  })

  test('a logout calls off the login of the other', async () => {
    const [former, latter] = [one.configure(options), one.configure(moved)]
    phone.request.next(byHand())
    const login = rejectionOf(former.login())
    await settle()
    await latter.logout()
    expect((await login).code).toBe('Client.Cancelled')
    expect(former.state).toBe('signed-out')
  })

  test('sessions of two AppKeys have nothing in common', async () => {
    const [former, latter] = [one.configure(options), one.configure({ ...options, appKey: 'other' })]
    await former.login()
    await latter.logout()
    expect(former.state).toBe('ready')
  })
})
