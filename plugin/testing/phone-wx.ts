import { outcomeNamed, type Outcome, type OutcomeName, type WxFailure } from './outcomes'
import type { PendingCalls } from './pending-calls'
import type { RelayDouble, RelayReply } from './relay-double'

interface Callbacks {
  success?: (result: object) => void
  fail?: (failure: WxFailure) => void
  complete?: (result: object) => void
}

export interface PhoneRequest {
  url: string
  body: unknown
}

/** What the functions of `wx` work on. */
export interface PhoneState {
  appId: string
  /** AppID of the plugin that the component is in, where it is in one. */
  plugin: string | undefined
  language: string
  relay: RelayDouble
  calls: PendingCalls
  /** Survives a restart. */
  storage: Map<string, unknown>
  requests: PhoneRequest[]
  /** What becomes of the next call of each function. */
  script: Map<Outcome['of'], Outcome>
  showing: (() => void)[]
}

/** Lets that happen next. */
export function scriptNext({ script, relay }: PhoneState, name: OutcomeName): void {
  const outcome = outcomeNamed(name)
  if (outcome.of === 'relay') {
    const { status, code, retryAfter } = outcome.refuses
    relay.refuseNext(status, code, retryAfter)
  } else if (outcome.of !== 'nothing') script.set(outcome.of, outcome)
}

/** The functions of `wx` that iot-login calls, with a few that pages call around it. */
export function phoneWx(state: PhoneState): Record<string, unknown> {
  const { appId, plugin, relay, storage, requests, showing } = state
  const api = {
    // In a plugin whose host has another AppID it fails each time, in words that no page documents.
    login: (options: Callbacks) =>
      plugin === undefined
        ? call(state, 'login', options, () => ({ code: relay.mintCode(), errMsg: 'login:ok' }))
        : fail(state, options, { errMsg: 'login:fail' }),
    ...(plugin === undefined ? {} : { pluginLogin: (options: Callbacks) => pluginLogin(state, options) }),
    // As base libraries before 2.27.1 gave it; later ones give a placeholder, which looks like a refusal.
    getUserProfile: (options: Callbacks) =>
      call(state, 'getUserProfile', options, () => ({
        userInfo: { nickName: '小明', avatarUrl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/example/132' },
        errMsg: 'getUserProfile:ok',
      })),
    request: (options: Callbacks & { url: string; data?: unknown }) => {
      const reply = replierFor(state, options.url)
      requests.push({ url: options.url, body: options.data })
      call(state, 'request', options, () => ({ ...reply(options.data), errMsg: 'request:ok' }))
      return { abort: () => undefined, onHeadersReceived: () => undefined }
    },
    getStorage: (options: Callbacks & { key: string }) => {
      if (!storage.has(options.key)) fail(state, options, { errMsg: 'getStorage:fail data not found' })
      else succeed(state, options, () => ({ data: kept(state, options.key), errMsg: 'getStorage:ok' }))
    },
    setStorage: (options: Callbacks & { key: string; data: unknown }) =>
      call(state, 'setStorage', options, () => {
        storage.set(options.key, copied(options.data))
        return { errMsg: 'setStorage:ok' }
      }),
    removeStorage: (options: Callbacks & { key: string }) =>
      succeed(state, options, () => {
        storage.delete(options.key)
        return { errMsg: 'removeStorage:ok' }
      }),
    getAppBaseInfo: () => ({ language: state.language, SDKVersion: '3.8.0' }),
    getAccountInfoSync: () => ({
      miniProgram: { appId, envVersion: 'develop', version: '' },
      ...(plugin === undefined ? {} : { plugin: { appId: plugin, version: '1.0.0' } }),
    }),
    canIUse: () => true,
    onAppShow: (listener: () => void) => void showing.push(listener),
    onAppHide: () => undefined,
  }
  return api
}

/** What becomes of a `wx.login` becomes of this. */
function pluginLogin(state: PhoneState, options: Callbacks): void {
  const failed = options.fail
  const own = {
    ...options,
    ...(failed && {
      fail: (failure: WxFailure) =>
        failed({ ...failure, errMsg: failure.errMsg.replace(/^login:/, 'pluginLogin:') }),
    }),
  }
  call(state, 'login', own, () => ({ code: state.relay.mintCode(), errMsg: 'pluginLogin:ok' }))
}

function call(state: PhoneState, of: Outcome['of'], options: Callbacks, result: () => object): void {
  const outcome = state.script.get(of)
  state.script.delete(of)
  if (outcome !== undefined && 'hangs' in outcome) return
  if (outcome !== undefined && 'fails' in outcome) fail(state, options, outcome.fails)
  else succeed(state, options, result)
}

function succeed({ calls }: PhoneState, { success, complete }: Callbacks, result: () => object): void {
  calls.later(() => {
    const value = result()
    success?.(value)
    complete?.(value)
  })
}

function fail({ calls }: PhoneState, { fail: failed, complete }: Callbacks, failure: WxFailure): void {
  calls.later(() => {
    failed?.({ ...failure })
    complete?.(failure)
  })
}

/** What is kept under a key; a token may be told to have ended. */
function kept({ storage, script }: PhoneState, key: string): unknown {
  const data = storage.get(key) as { receivedAt?: number; expireAt?: number; expiresIn?: number } | undefined
  const { receivedAt, expireAt, expiresIn } = data ?? {}
  if (receivedAt === undefined || expireAt === undefined || expiresIn === undefined) return data
  if (!script.delete('getStorage')) return data
  return { ...data, receivedAt: receivedAt - expiresIn * 1000, expireAt: expireAt - expiresIn }
}

function replierFor(state: PhoneState, url: string): (body: unknown) => RelayReply {
  const { pathname } = new URL(url)
  if (pathname.endsWith('/login')) return (body) => state.relay.login(body)
  if (pathname.endsWith('/tokenapi')) return (body) => tokenReply(state, body as { RequestId?: string })
  throw new Error(`wx.request to ${url} is not scripted: put a function of your own in place of wx.request`)
}

/** IoT Explorer, asked with the token. */
function tokenReply({ script }: PhoneState, { RequestId = '' }: { RequestId?: string }): RelayReply {
  const outcome = script.get('tokenapi')
  script.delete('tokenapi')
  const header = { 'Content-Type': 'application/json' }
  if (outcome === undefined || !('refusesAs' in outcome)) {
    const Data = { UserID: '1', NickName: '微信用户', Avatar: '' }
    return { statusCode: 200, header, data: { code: 0, msg: '', data: { Data, RequestId } } }
  }
  const Error = { Code: outcome.refusesAs, Message: 'Token无效' }
  return { statusCode: 200, header, data: { code: -1000, msg: 'Token无效', data: { Error, RequestId } } }
}

/** What is stored is a copy: a later change of the object is not kept. `structuredClone` is missing in jsdom. */
const copied = (data: unknown): unknown => (data === undefined ? undefined : JSON.parse(JSON.stringify(data)))
