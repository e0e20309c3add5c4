import type { WxParts } from './wx-parts'
import { settle, WxError } from './settle'

/** A code as the sandbox mints it, which stands in for WeChat's own server. */
async function mint(user: string, codeType: 'login' | 'pluginLogin'): Promise<string> {
  const reply = await fetch('/sandbox/codes', { method: 'POST', body: JSON.stringify({ user, codeType }) })
  const { code, error } = (await reply.json()) as { code?: string; error?: string }
  if (code === undefined) throw new WxError(error ?? 'system error')
  return code
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html */
export function loginCalls({ person, recorder, isPlugin }: WxParts) {
  const login = (name: 'login' | 'pluginLogin') => (options?: object) =>
    settle(name, options, ['timeout'], async () => {
      const end = recorder.call('wechat', `wx.${name}`, {})
      try {
        const code = await mint(person.user, name)
        end(true, 'code', { code })
        return { code }
      } catch (error) {
        end(false, error instanceof Error ? error.message : 'fail', undefined)
        throw error
      }
    })
  return { login: login('login'), ...(isPlugin ? { pluginLogin: login('pluginLogin') } : {}) }
}
