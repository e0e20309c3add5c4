import { withDeadline } from '../deadline'
import type { Storage } from './storage'

/** Milliseconds. Local storage answers in a few; one that hangs must not hold up a login. */
const STORAGE_TIMEOUT = 1000

/**
 * `wx` storage. A plugin's is apart from its host's, a npm component's is the host's own.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html
 *
 * @param encrypt AES-128 at rest (base library 2.21.3; older ones ignore it). Reading needs the same flag as writing.
 */
export function wxStorage(encrypt: boolean): Storage {
  return {
    get: (key) =>
      inTime((resolve, reject) => {
        void wx.getStorage<unknown>({
          key,
          encrypt,
          success: ({ data }) => {
            resolve(data)
          },
          fail: (failure) => {
            if (/not found/.test(failure.errMsg)) resolve(undefined)
            else reject(failure)
          },
        })
      }),
    set: (key, data) =>
      inTime((resolve, reject) => {
        wx.setStorage({
          key,
          data,
          encrypt,
          success: () => {
            resolve()
          },
          fail: reject,
        })
      }),
    remove: (key) =>
      inTime((resolve, reject) => {
        wx.removeStorage({
          key,
          success: () => {
            resolve()
          },
          fail: reject,
        })
      }),
  }
}

function inTime<T>(
  work: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
): Promise<T> {
  return withDeadline(new Promise<T>(work), STORAGE_TIMEOUT, () => new Error('wx storage gave no answer'))
}
