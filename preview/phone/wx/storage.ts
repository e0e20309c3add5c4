import { masked } from '../../masked'
import { storagePrefix } from '../../storage-prefix'
import { settle, WxError } from './settle'
import type { WxParts } from './wx-parts'

interface Kept {
  data: unknown
  encrypt: boolean
}

interface KeyOptions {
  key: string
  encrypt?: boolean
}

/**
 * In the browser's own storage, apart for each user and each space, as WeChat keeps them.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html
 */
export function storageCalls({ spaceId, person, recorder }: WxParts) {
  const prefix = storagePrefix(person.user) + `${spaceId}:`
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix))

  function read(key: string, encrypt: boolean): unknown {
    const text = localStorage.getItem(prefix + key)
    if (text === null) throw new WxError('data not found')
    const kept = JSON.parse(text) as Kept
    // What was written encrypted cannot be read without saying so, nor the other way round.
    if (kept.encrypt !== encrypt) throw new WxError('data not found')
    return kept.data
  }
  const write = (key: string, data: unknown, encrypt: boolean) => {
    localStorage.setItem(prefix + key, JSON.stringify({ data, encrypt } satisfies Kept))
  }
  const remove = (key: string) => {
    localStorage.removeItem(prefix + key)
  }
  const info = () => ({
    keys: keys().map((key) => key.slice(prefix.length)),
    currentSize: 0,
    limitSize: 10240,
  })

  function recorded<Result>(call: string, sent: unknown, work: () => Result, words: string): Result {
    const end = recorder.call('storage', call, sent)
    try {
      const result = work()
      end(true, words, masked({ value: result }))
      return result
    } catch (error) {
      // That nothing is there yet is an answer.
      const message = error instanceof Error ? error.message : 'fail'
      end(message === 'data not found', message, undefined)
      throw error
    }
  }

  return {
    getStorage: (options: KeyOptions) =>
      settle('getStorage', options, ['key', 'encrypt'], () => {
        const { key, encrypt = false } = options
        return { data: recorded('wx.getStorage', { key, encrypt }, () => read(key, encrypt), 'found') }
      }),
    setStorage: (options: KeyOptions & { data: unknown }) =>
      settle('setStorage', options, ['key', 'data', 'encrypt'], () => {
        const { key, data, encrypt = false } = options
        recorded(
          'wx.setStorage',
          { key, encrypt, value: data },
          () => {
            write(key, data, encrypt)
          },
          'ok',
        )
        return {}
      }),
    removeStorage: (options: KeyOptions) =>
      settle('removeStorage', options, ['key'], () => {
        recorded(
          'wx.removeStorage',
          { key: options.key },
          () => {
            remove(options.key)
          },
          'ok',
        )
        return {}
      }),
    clearStorage: (options?: object) =>
      settle('clearStorage', options, [], () => {
        recorded(
          'wx.clearStorage',
          {},
          () => {
            keys().forEach((key) => {
              localStorage.removeItem(key)
            })
          },
          'ok',
        )
        return {}
      }),
    getStorageInfo: (options?: object) => settle('getStorageInfo', options, [], info),
    getStorageSync(key: string) {
      try {
        return recorded('wx.getStorageSync', { key }, () => read(key, false), 'found')
      } catch {
        return ''
      }
    },
    setStorageSync(key: string, data: unknown) {
      recorded(
        'wx.setStorageSync',
        { key, value: data },
        () => {
          write(key, data, false)
        },
        'ok',
      )
    },
    removeStorageSync(key: string) {
      recorded(
        'wx.removeStorageSync',
        { key },
        () => {
          remove(key)
        },
        'ok',
      )
    },
    clearStorageSync() {
      keys().forEach((key) => {
        localStorage.removeItem(key)
      })
    },
    getStorageInfoSync: info,
  }
}
