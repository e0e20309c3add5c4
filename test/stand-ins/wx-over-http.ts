import { WebSocket } from 'ws'

interface Callbacks<Result> {
  success?: (result: Result) => void
  fail?: (failure: { errMsg: string }) => void
}

interface RequestOptions extends Callbacks<{ statusCode: number; data: unknown }> {
  url: string
  method?: string
  data?: object
}

/** A phone whose requests and sockets are real. */
export interface WxOverHttp {
  /** The addresses that were asked, with the Action where the body names one. */
  requests: { url: string; action: string | undefined }[]
  /** What storage holds, by key. */
  storage: Map<string, unknown>
  /** Replaces what `wx.login` answers. */
  login: (callbacks: Callbacks<{ code: string; errMsg: string }>) => void
  /** What `wx.cloud.callFunction` runs. */
  cloudFunction: (data: object) => Promise<unknown>
  /** Replaces what `wx.request` does for addresses that match. */
  intercept: ((options: RequestOptions) => boolean) | undefined
  hideApp(): void
  showApp(): void
}

/** Puts a phone with the functions that iot-login and Tencent's SDK call in the place of the global `wx`. */
export function installWxOverHttp(mintCode: () => string): WxOverHttp {
  const listeners = { hide: [] as (() => void)[], show: [] as (() => void)[] }
  const phone: WxOverHttp = {
    requests: [],
    storage: new Map(),
    login: ({ success }) => success?.({ code: mintCode(), errMsg: 'login:ok' }),
    cloudFunction: () => Promise.reject(new Error('there is no cloud function')),
    intercept: undefined,
    hideApp: () => listeners.hide.forEach((listener) => listener()),
    showApp: () => listeners.show.forEach((listener) => listener()),
  }
  Object.assign(globalThis, {
    wx: {
      login: (callbacks: Parameters<WxOverHttp['login']>[0]) => phone.login(callbacks),
      request: (options: RequestOptions) => request(phone, options),
      connectSocket: ({ url }: { url: string }) => socketTask(url),
      getSystemInfoSync: () => ({ platform: 'devtools' }),
      getAppBaseInfo: () => ({ language: 'en' }),
      onAppHide: (listener: () => void) => listeners.hide.push(listener),
      onAppShow: (listener: () => void) => listeners.show.push(listener),
      cloud: {
        callFunction: async ({ data }: { data: object }) => ({ result: await phone.cloudFunction(data) }),
      },
      ...storageCalls(phone.storage),
    },
  })
  return phone
}

function request(phone: WxOverHttp, options: RequestOptions) {
  const { url, data, method = 'GET', success, fail } = options
  phone.requests.push({ url, action: (data as { Action?: string } | undefined)?.Action })
  if (phone.intercept?.(options)) return { abort: () => undefined }
  const abort = new AbortController()
  fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
    signal: abort.signal,
  })
    .then(async (reply) => ({ statusCode: reply.status, data: jsonOrText(await reply.text()) }))
    .then(
      (result) => success?.(result),
      (error: unknown) => fail?.({ errMsg: `request:fail ${String(error)}` }),
    )
  return { abort: () => abort.abort() }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function storageCalls(storage: Map<string, unknown>) {
  type Options = Callbacks<object> & { key: string; data?: unknown }
  const later = (work: () => void) => void Promise.resolve().then(work)
  return {
    getStorage: ({ key, success, fail }: Options) =>
      later(() =>
        storage.has(key)
          ? success?.({ data: storage.get(key) })
          : fail?.({ errMsg: 'getStorage:fail data not found' }),
      ),
    setStorage: ({ key, data, success }: Options) =>
      later(() => {
        storage.set(key, structuredClone(data))
        success?.({})
      }),
    removeStorage: ({ key, success }: Options) =>
      later(() => {
        storage.delete(key)
        success?.({})
      }),
  }
}

/** WeChat's SocketTask over a real socket. */
function socketTask(url: string) {
  const socket = new WebSocket(url)
  return {
    send: ({ data }: { data: string }) => socket.send(data),
    close: () => socket.close(),
    onOpen: (listener: () => void) => socket.on('open', listener),
    onClose: (listener: (event: { code: number; reason: string }) => void) =>
      socket.on('close', (code, reason) => listener({ code, reason: reason.toString() })),
    onMessage: (listener: (event: { data: string }) => void) =>
      socket.on('message', (data: Buffer) => listener({ data: data.toString() })),
    onError: (listener: (event: { errMsg: string }) => void) =>
      socket.on('error', ({ message }) => listener({ errMsg: message })),
  }
}
