import type { TxIotEngine, TxIotListener, TxIotPlugin, TxIotSignature } from '../../plugin/tx-iot/engine'

/** One call of `login`. */
export interface TxIotLogin {
  appKey: string
  userId: string
  signature: TxIotSignature
}

export interface FakeTxIot {
  plugin: TxIotPlugin
  engine: TxIotEngine
  logins: TxIotLogin[]
  logouts: number
  /** Whose session the engine has, as if kept from the last run of the app. */
  user: string | undefined
  /** What becomes of the next logins; `undefined` for success. */
  outcomes: (undefined | 'silent' | [code: number, message: string])[]
  expire(): void
  listeners(): number
}

/**
 * Tencent's plugin as its README describes it: a login that finds a valid session of the user calls nothing back, and one
 * of another user is not begun before a logout.
 */
export function fakeTxIot(): FakeTxIot {
  const listeners = new Set<TxIotListener>()
  const tell = (name: keyof TxIotListener, ...args: unknown[]) => {
    for (const listener of [...listeners])
      (listener[name] as ((...given: unknown[]) => void) | undefined)?.(...args)
  }
  let isExpired = false
  const engine: TxIotEngine = {
    addListener: (listener) => void listeners.add(listener),
    removeListener: (listener) => void listeners.delete(listener),
    login(appKey, userId, signature) {
      fake.logins.push({ appKey, userId, signature: { ...signature } })
      const outcome = fake.outcomes.shift()
      if (outcome === 'silent' || (fake.user !== undefined && !isExpired)) return
      void Promise.resolve().then(() => {
        if (outcome !== undefined) {
          tell('onLoginFailure', ...outcome)
          return
        }
        fake.user = userId
        isExpired = false
        tell('onLoginSuccess')
      })
    },
    logout() {
      fake.logouts += 1
      fake.user = undefined
      void Promise.resolve().then(() => tell('onLogout'))
    },
    getLoginUserInfo: () => (fake.user === undefined ? null : { userId: fake.user }),
  }
  class TXIoTUserSignature {
    requestId = ''
    timestamp = 0
    nonce = 0
    signature = ''
  }
  const fake: FakeTxIot = {
    plugin: { TXIoTEngine: { getInstance: () => Promise.resolve(engine) }, TXIoTUserSignature },
    engine,
    logins: [],
    logouts: 0,
    user: undefined,
    outcomes: [],
    expire() {
      isExpired = true
      tell('onUserSignatureExpired')
    },
    listeners: () => listeners.size,
  }
  return fake
}
