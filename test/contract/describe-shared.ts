import { Secret } from '../../relay/src/secret'
import { relayError } from '../../relay/src/errors'
import type { Claims, Shared } from '../../relay/src/login/claims'
import type { RegisteredApp } from '../../relay/src/registered-app'

export const REUSE_MS = 600_000

/** Two apps of one application in IoT Explorer, and one of another. */
const appOf = (appId: string, iotAppKey: string): RegisteredApp => ({
  appId,
  kind: 'miniProgram',
  idKind: 'openid',
  wechatAppSecret: new Secret(`w ${appId}`),
  iotAppKey,
  iotAppSecret: new Secret(`i ${iotAppKey}`),
})
export const one = appOf('wx1', 'key1')
export const sibling = appOf('wx2', 'key1')
export const stranger = appOf('wx3', 'key2')

export const ann = new Secret('openid-of-ann')
let serial = 0
export const aCode = (): string => `code-${(serial += 1)}`
export const aUser = (): Secret => new Secret(`user-${(serial += 1)}`)
export const aToken = () => ({
  token: `token-${(serial += 1)}`,
  expireAt: Math.floor(Date.now() / 1000) + 7200,
})

export interface LoginOptions {
  app?: RegisteredApp
  requestId?: string
  remainingMs?: () => number
  onWait?: () => void
}

export function login(shared: Shared, options: LoginOptions = {}): Claims {
  const { app = one, requestId = 'mine', remainingMs = () => 10_000, onWait = () => undefined } = options
  return shared.begin({ app, requestId, deadline: { remainingMs }, waits: { stepAside: onWait } })
}

/** What a claim comes to: what was found, or the code of its refusal. */
export async function outcomeOf(claim: () => unknown): Promise<unknown> {
  try {
    return await claim()
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** What is promised of whatever logins share. `open` gives another copy's hand on it each time. */
export function describeShared(open: () => Shared): void {
  async function answered(code: string, options: LoginOptions = {}, user = aUser()) {
    const token = aToken()
    const claims = login(open(), options)
    await claims.claimCode('login', code)
    await claims.tell(user)
    await claims.claimUser(user, false)
    await claims.answer(token)
    await claims.release()
    return token
  }

  it('gives a code to one login, and refuses it to another question while that is under way', async () => {
    const code = aCode()
    const first = login(open())
    expect(await first.claimCode('login', code)).toEqual({})
    expect(await outcomeOf(() => login(open(), { requestId: 'yours' }).claimCode('login', code))).toBe(
      'WeChat.CodeUsed',
    )
    await first.release()
  })

  it('gives a code that was not exchanged to the next caller, any of them', async () => {
    const code = aCode()
    const first = login(open())
    await first.claimCode('login', code)
    first.fail(relayError('WeChat.CodeInvalid'))
    await first.release()
    const next = login(open(), { requestId: 'yours' })
    expect(await next.claimCode('login', code)).toEqual({})
    await next.release()
  })

  it('lets the same question wait for the first answer, outside', async () => {
    const code = aCode()
    const first = login(open())
    await first.claimCode('login', code)
    let isWaiting: () => void = () => undefined
    const waits = new Promise<void>((resolve) => (isWaiting = resolve))
    const again = login(open(), { onWait: isWaiting })
    const found = again.claimCode('login', code)
    await waits
    const token = aToken()
    await first.tell(ann)
    await first.answer(token)
    expect(await found).toMatchObject({ issued: token })
    await Promise.all([first.release(), again.release()])
  })

  it('gives the first answer again to the same question, and nothing to another', async () => {
    const code = aCode()
    const token = await answered(code)
    for (let copies = 0; copies < 2; copies += 1) {
      expect(await login(open()).claimCode('login', code)).toMatchObject({ how: 'replayed', issued: token })
      expect(await outcomeOf(() => login(open(), { requestId: 'yours' }).claimCode('login', code))).toBe(
        'WeChat.CodeUsed',
      )
    }
  })

  it('goes on from the exchange where the first one came no further', async () => {
    const code = aCode()
    const first = login(open())
    await first.claimCode('login', code)
    await first.tell(ann)
    first.fail(relayError('IoTExplorer.Timeout'))
    await first.release()
    const again = login(open())
    const found = (await again.claimCode('login', code)) as { how: string; wxOpenId: Secret }
    expect(found.how).toBe('resumed')
    expect(found.wxOpenId.reveal()).toBe(ann.reveal())
    await again.release()
  })

  it('takes the same text for another code in another app, and of another kind', async () => {
    const code = aCode()
    await answered(code)
    const others = [login(open(), { app: sibling }), login(open(), { app: stranger }), login(open())] as const
    expect(await others[0].claimCode('login', code)).toEqual({})
    expect(await others[1].claimCode('login', code)).toEqual({})
    expect(await others[2].claimCode('pluginLogin', code)).toEqual({})
    for (const each of others) await each.release()
  })

  it('lets one login of a user call, and gives all others its token', async () => {
    const user = aUser()
    const token = aToken()
    let calls = 0
    const tokens = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const claims = login(open(), { app: index % 3 === 0 ? sibling : one, requestId: `r${index}` })
        let { issued } = await claims.claimUser(user, false)
        if (issued === undefined) {
          calls += 1
          await new Promise((resolve) => setTimeout(resolve, 30))
          issued = token
        }
        await claims.answer(issued)
        await claims.release()
        return issued.token
      }),
    )
    expect(calls).toBe(1)
    expect(new Set(tokens)).toEqual(new Set([token.token]))
  })

  it('takes the same id for another user where the application is another one', async () => {
    const user = aUser()
    const first = login(open())
    await first.claimUser(user, false)
    const other = login(open(), { app: stranger })
    expect(await other.claimUser(user, false)).toEqual({})
    await Promise.all([first.release(), other.release()])
  })

  it('lets the next login of a user call where one failed by a fault of its own', async () => {
    const user = aUser()
    const first = login(open())
    await first.claimUser(user, false)
    let waits: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => (waits = resolve))
    const next = login(open(), { onWait: waits })
    const found = next.claimUser(user, false)
    await waiting
    first.fail(relayError('InvalidParameterValue.NickNameLengthInvalid'))
    await first.release()
    expect(await found).toEqual({ hasWaited: true })
    await next.release()
  })

  it('hands a kept token out again, without its news, but not to a login that wants a new one', async () => {
    const user = aUser()
    const token = { ...aToken(), cancelAccountTime: 1 }
    const first = login(open())
    await first.claimUser(user, false)
    await first.answer(token)
    const { cancelAccountTime: _news, ...kept } = token
    expect(await login(open()).claimUser(user, false)).toEqual({ how: 'reused', issued: kept })
    const renewal = login(open())
    expect(await renewal.claimUser(user, true)).toEqual({})
    const newer = aToken()
    await renewal.answer(newer)
    for (let copies = 0; copies < 2; copies += 1) {
      expect(await login(open()).claimUser(user, false)).toEqual({ how: 'reused', issued: newer })
    }
  })

  it('lets a login that wants a new token join a call that is under way', async () => {
    const user = aUser()
    const first = login(open())
    await first.claimUser(user, false)
    let isWaiting: () => void = () => undefined
    const waits = new Promise<void>((resolve) => (isWaiting = resolve))
    const renewal = login(open(), { onWait: isWaiting }).claimUser(user, true)
    await waits
    const token = aToken()
    await first.answer(token)
    expect(await renewal).toEqual({ how: 'joined', issued: token })
  })

  it('tells a login that has waited to its end that the relay is busy', async () => {
    const user = aUser()
    const first = login(open())
    await first.claimUser(user, false)
    let leftMs = 60
    let isWaiting: () => void = () => undefined
    const waits = new Promise<void>((resolve) => (isWaiting = resolve))
    const onWait = (): void => {
      leftMs = 0
      isWaiting()
    }
    const late = login(open(), { requestId: 'late', remainingMs: () => leftMs, onWait })
    const outcome = outcomeOf(() => late.claimUser(user, false))
    await waits
    // On one copy it is woken by the end of the first one, on another it looks again before that.
    setTimeout(() => {
      first.fail(relayError('WeChat.CodeInvalid'))
      void first.release()
    }, 200)
    expect(await outcome).toBe('Relay.Busy')
  })

  it('counts each once, however many count, in a window that starts with the first', async () => {
    const what = aCode()
    const counts = await Promise.all(
      Array.from({ length: 10 }, async () => open().count('user', what, 60_000)),
    )
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const { endsInMs } of counts) {
      expect(endsInMs).toBeGreaterThan(0)
      expect(endsInMs).toBeLessThanOrEqual(60_000)
    }
    expect(await open().count('address', what, 60_000)).toMatchObject({ count: 1 })
  })
}
