import { wxFunctions } from '../vendor/rules/wx-functions'

interface Callbacks<Result> {
  success?: (result: Result) => void
  fail?: (failure: { errMsg: string; errno?: number }) => void
}
type Code = Callbacks<{ code: string; errMsg: string }>
type Stored = Callbacks<object> & { key: string; data?: unknown }
type Asked = Callbacks<{ statusCode: number; data: unknown }> & { url: string; data?: object }

export interface PluginWxOptions {
  /** AppIDs. */
  plugin: string
  host: string
  /** The origins on the plugin's list of request domains. */
  domains: readonly string[]
  /** What `wx.login` and `wx.pluginLogin` give; `undefined` where WeChat refuses. */
  mint: (by: 'login' | 'pluginLogin') => string | undefined
}

/** The `wx` of a plugin: what WeChat's typings say that plugins have, and each throws its name that is not scripted. */
export function pluginWx({ plugin, host, domains, mint }: PluginWxOptions): Record<string, unknown> {
  const api: Record<string, unknown> = {}
  for (const [name, { inPlugin }] of wxFunctions()) {
    if (inPlugin === false) continue
    api[name] = () => {
      throw new Error(`wx.${name} is not scripted`)
    }
  }
  const storage = new Map<string, unknown>()
  const give =
    (by: 'login' | 'pluginLogin') =>
    ({ success, fail }: Code) => {
      const code = mint(by)
      if (code === undefined) fail?.({ errMsg: `${by}:fail` })
      else success?.({ code, errMsg: `${by}:ok` })
    }
  return Object.assign(api, {
    getAccountInfoSync: () => ({ miniProgram: { appId: host }, plugin: { appId: plugin } }),
    login: give('login'),
    pluginLogin: give('pluginLogin'),
    getAppBaseInfo: () => ({ language: 'zh_CN', SDKVersion: '3.8.0' }),
    onAppShow: () => undefined,
    getStorage: ({ key, success, fail }: Stored) =>
      storage.has(key)
        ? success?.({ data: storage.get(key) })
        : fail?.({ errMsg: 'getStorage:fail data not found' }),
    setStorage: ({ key, data, success }: Stored) => {
      storage.set(key, data)
      success?.({})
    },
    removeStorage: ({ key, success }: Stored) => {
      storage.delete(key)
      success?.({})
    },
    request: (asked: Asked) => {
      if (domains.includes(new URL(asked.url).origin)) void post(asked)
      else asked.fail?.({ errMsg: 'request:fail url not in domain list', errno: 600002 })
      return { abort: () => undefined }
    },
  })
}

async function post({ url, data, success, fail }: Asked): Promise<void> {
  try {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(data) })
    success?.({ statusCode: reply.status, data: await reply.json() })
  } catch (error) {
    fail?.({ errMsg: `request:fail ${String(error)}` })
  }
}
