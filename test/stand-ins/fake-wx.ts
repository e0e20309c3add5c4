import { fakeRelay, relayReply, type FakeRelay, type WxReply } from './fake-relay'
import { fakeStorage, type FakeStorage } from './fake-storage'
import { scriptedCall, succeed, type Callbacks, type ScriptedCall } from './scripted-call'

interface CodeOptions extends Callbacks<{ code: string; errMsg?: string }> {
  timeout?: number
}
interface ProfileOptions extends Callbacks<{ userInfo: { nickName: string; avatarUrl: string } }> {
  desc: string
}
interface RequestOptions extends Callbacks<WxReply> {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
}
interface UploadOptions extends Callbacks<{ statusCode: number; data: string }> {
  url: string
  filePath: string
  name: string
  formData?: Record<string, string>
  timeout?: number
}
interface FunctionOptions extends Callbacks<{ result: unknown }> {
  name: string
  data?: unknown
}
interface ContainerOptions extends Callbacks<WxReply> {
  config: { env: string }
  path: string
  method?: string
  header?: Record<string, string>
  data?: unknown
}
interface GetOptions extends Callbacks<{ data: unknown }> {
  key: string
  encrypt?: boolean
}
interface SetOptions extends Callbacks<object> {
  key: string
  data: unknown
  encrypt?: boolean
}
interface RemoveOptions extends Callbacks<object> {
  key: string
}

type ResultOf<Options> = Options extends Callbacks<infer Result> ? Result : never
type Scripted<Options> = ScriptedCall<Options, ResultOf<Options>>

/** A phone for tests. Everything works until a test says otherwise. */
export interface FakeWx {
  login: Scripted<CodeOptions>
  pluginLogin: Scripted<CodeOptions>
  getUserProfile: Scripted<ProfileOptions>
  request: Scripted<RequestOptions>
  uploadFile: Scripted<UploadOptions>
  callFunction: Scripted<FunctionOptions>
  callContainer: Scripted<ContainerOptions>
  getStorage: Scripted<GetOptions>
  setStorage: Scripted<SetOptions>
  removeStorage: Scripted<RemoveOptions>
  /** What the requests reach. */
  relay: FakeRelay
  storage: FakeStorage
  /** WeChat's own tag, `zh_CN` or `en`. */
  language: string
  /** What else `wx.getAppBaseInfo()` tells: `theme` only where the host declared dark mode. */
  appBase: { theme?: 'light' | 'dark'; fontSizeScaleFactor?: number }
  /** How often `wx.getAppBaseInfo()` was called. */
  askedAppBase: number
  /** Addresses whose request was aborted. */
  aborted: string[]
  /** The names of all calls, in order. */
  log: string[]
  /** Takes a function off `wx`, as an old base library or a plugin would. */
  lacks(name: string): void
  /** The app comes back from the background. */
  showApp(): void
  /** This is a plugin, in the mini program with the other AppID. */
  runsIn(plugin: string, miniProgram: string): void
  /** `wx` is an object that takes no keys of others. */
  takesNoKeys(): void
}

/** Where the relay serves an uploaded picture. */
export const AVATAR_URL = 'https://relay.example.com/avatars/0123456789abcdef.webp'

/** Puts a new phone in the place of the global `wx`. */
export function installFakeWx(): FakeWx {
  const storage = fakeStorage()
  const relay = fakeRelay()
  let codes = 0
  const mint = () => succeed({ code: `code-${(codes += 1)}`, errMsg: 'login:ok' })
  const calls = {
    login: scriptedCall<CodeOptions, ResultOf<CodeOptions>>(mint),
    pluginLogin: scriptedCall<CodeOptions, ResultOf<CodeOptions>>(mint),
    getUserProfile: scriptedCall<ProfileOptions, ResultOf<ProfileOptions>>(() =>
      succeed({ userInfo: { nickName: '小明', avatarUrl: 'https://thirdwx.qlogo.cn/ming' } }),
    ),
    request: scriptedCall<RequestOptions, WxReply>(({ url, data }) => succeed(relay.answer(url, data))),
    uploadFile: scriptedCall<UploadOptions, ResultOf<UploadOptions>>(({ formData }) => {
      const { statusCode, data } = relayReply({ AvatarUrl: AVATAR_URL }, formData?.requestId)
      return succeed({ statusCode, data: JSON.stringify(data) })
    }),
    callFunction: scriptedCall<FunctionOptions, { result: unknown }>(({ data }) => {
      const { statusCode, data: body } = relay.answer('/login', data, true)
      return succeed({ result: { ...(body as object), statusCode } })
    }),
    callContainer: scriptedCall<ContainerOptions, WxReply>(({ path, data }) =>
      succeed(relay.answer(path, data, true)),
    ),
    getStorage: scriptedCall<GetOptions, { data: unknown }>(({ key, encrypt }) =>
      storage.get(key, encrypt ?? false),
    ),
    setStorage: scriptedCall<SetOptions, object>(({ key, data, encrypt }) =>
      storage.set(key, data, encrypt ?? false),
    ),
    removeStorage: scriptedCall<RemoveOptions, object>(({ key }) => storage.remove(key)),
  }
  const log: string[] = []
  const aborted: string[] = []
  const showing: (() => void)[] = []
  const api: Record<string, unknown> = {
    onAppShow: (listener: () => void) => showing.push(listener),
    getAppBaseInfo: () => {
      phone.askedAppBase += 1
      return { language: phone.language, ...phone.appBase }
    },
    request: (options: RequestOptions) => {
      log.push('request')
      calls.request.call(options)
      return { abort: () => aborted.push(options.url) }
    },
    uploadFile: (options: UploadOptions) => {
      log.push('uploadFile')
      calls.uploadFile.call(options)
      return { abort: () => aborted.push(options.url) }
    },
  }
  for (const [name, { call }] of Object.entries(calls)) {
    api[name] ??= (options: never) => {
      log.push(name)
      call(options)
    }
  }
  // These are functions of `wx.cloud`.
  const { callFunction, callContainer } = api
  for (const name of ['callFunction', 'callContainer']) Reflect.deleteProperty(api, name)
  Object.assign(api, { cloud: { callFunction, callContainer } })
  const phone: FakeWx = {
    ...calls,
    relay,
    storage,
    language: 'zh_CN',
    appBase: {},
    askedAppBase: 0,
    aborted,
    log,
    lacks: (name) => {
      Reflect.deleteProperty(api, name)
      Reflect.deleteProperty(Object(api.cloud) as object, name)
    },
    showApp: () => {
      for (const listener of showing) listener()
    },
    runsIn: (plugin, miniProgram) => {
      api.getAccountInfoSync = () => ({ miniProgram: { appId: miniProgram }, plugin: { appId: plugin } })
    },
    takesNoKeys: () => {
      Object.preventExtensions(api)
    },
  }
  Object.assign(globalThis, { wx: api })
  return phone
}
