import { setTimeout as wait } from 'node:timers/promises'
import type { Hop } from './hop'
import { masked, maskedBody } from './masked'

/** What the phone of this demonstration is made of. */
export interface NodeWxParts {
  /** Answers a code, as WeChat's own server would: the sandbox mints it. */
  mintCode: () => Promise<string>
  /** What the user gives when WeChat's dialog asks. */
  profile: { nickName: string; avatarUrl: string }
  /** Outlives a restart of the mini program. */
  storage: Map<string, { data: unknown; encrypt: boolean }>
  record: (hop: Hop) => void
}

/** The part of a `wx` option object that every call shares. */
interface Callbacks<Result> {
  success?: (result: Result) => void
  fail?: (failure: { errMsg: string }) => void
}

/**
 * A `wx` for Node, with just what `<iot-login>` calls: real HTTP, storage in memory, every call recorded as a hop. It
 * succeeds only where something was really done; what it lacks is `undefined`, as in WeChat.
 */
export function createNodeWx({ mintCode, profile, storage, record }: NodeWxParts) {
  /** Runs `work`, records it, and calls back later, as WeChat does. */
  function call<Result>(
    name: string,
    { success, fail }: Callbacks<Result>,
    hop: Pick<Hop, 'from' | 'to' | 'call' | 'carried'>,
    work: () => Promise<Result>,
    show: (result: Result) => string,
  ): void {
    const at = Date.now()
    const started = performance.now()
    const seen = (answer: string) => {
      record({ ...hop, at, took: performance.now() - started, answer })
    }
    work().then(
      (result) => {
        seen(show(result))
        success?.(result)
      },
      (error: unknown) => {
        const errMsg = `${name}:fail ${error instanceof Error ? error.message : String(error)}`
        seen(errMsg)
        fail?.({ errMsg })
      },
    )
  }

  return {
    getAppBaseInfo: () => ({ language: 'zh_CN' }),

    login(options: Callbacks<{ code: string; errMsg: string }>) {
      const hop = { from: 'phone', to: 'WeChat', call: 'wx.login', carried: '' } as const
      const work = async () => ({ code: await mintCode(), errMsg: 'login:ok' })
      call('login', options, hop, work, ({ code }) => `code ${masked(code)}`)
    },

    getUserProfile(options: Callbacks<{ userInfo: NodeWxParts['profile'] }> & { desc: string }) {
      const hop = { from: 'phone', to: 'WeChat', call: 'wx.getUserProfile', carried: options.desc } as const
      call(
        'getUserProfile',
        options,
        hop,
        () => Promise.resolve({ userInfo: profile }),
        () => `“${profile.nickName}”`,
      )
    },

    request(options: Callbacks<{ statusCode: number; data: unknown }> & { url: string; data: object }) {
      const { pathname } = new URL(options.url)
      const hop = {
        from: 'phone',
        to: 'relay',
        call: `POST ${pathname}`,
        carried: maskedBody(options.data),
      } as const
      const abort = new AbortController()
      const work = async () => {
        const reply = await fetch(options.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(options.data),
          signal: abort.signal,
        })
        return { statusCode: reply.status, data: (await reply.json()) as unknown }
      }
      call('request', options, hop, work, ({ statusCode, data }) => `${statusCode} ${maskedBody(data)}`)
      return {
        abort: () => {
          abort.abort()
        },
      }
    },

    getStorage(options: Callbacks<{ data: unknown }> & { key: string; encrypt?: boolean }) {
      const hop = { from: 'phone', to: 'storage', call: 'wx.getStorage', carried: options.key } as const
      const work = async () => {
        await wait(0)
        const kept = storage.get(options.key)
        if (kept === undefined || kept.encrypt !== (options.encrypt ?? false))
          throw new Error('data not found')
        return { data: structuredClone(kept.data) }
      }
      call('getStorage', options, hop, work, ({ data }) => maskedBody(data))
    },

    setStorage(options: Callbacks<object> & { key: string; data: unknown; encrypt?: boolean }) {
      const { key, data, encrypt = false } = options
      const how = encrypt ? 'encrypted' : 'plain'
      const hop = {
        from: 'phone',
        to: 'storage',
        call: 'wx.setStorage',
        carried: `${key} (${how}) ${maskedBody(data)}`,
      } as const
      const work = async () => {
        await wait(0)
        storage.set(key, { data: structuredClone(data), encrypt })
        return {}
      }
      call('setStorage', options, hop, work, () => 'ok')
    },
  }
}
