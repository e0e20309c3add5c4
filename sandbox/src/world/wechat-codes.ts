import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'
import type { Settings } from '../options'
import { noSuchApp } from '../usage-error'
import { BoundedMap } from './bounded-map'

export type CodeType = 'login' | 'pluginLogin'

export interface MintRequest {
  /** Any name; the same name is the same person. Default: `user-1`. */
  user?: string
  /** The mini program, or for `pluginLogin` the plugin, that the code belongs to. Default: the first app. */
  appId?: string
  /** Which call the code stands for. Default: `login`. */
  codeType?: CodeType
  /** For `pluginLogin`: the mini program that the plugin runs in. Default: {@link DEFAULT_HOST_APP_ID}. */
  hostAppId?: string
}

export interface MintedCode {
  code: string
  user: string
  appId: string
  codeType: CodeType
  /** Unix seconds. */
  expiresAt: number
}

export interface WeChatCode extends MintedCode {
  hostAppId: string
  spent: boolean
}

export const DEFAULT_USER = 'user-1'
export const DEFAULT_HOST_APP_ID = 'wx5a4db0c0000000ff'

const MOST_CODES = 50_000

/**
 * What `wx.login` and `wx.pluginLogin` hand out: good for one exchange within five minutes.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/login.html
 */
export class WeChatCodes {
  private readonly codes = new BoundedMap<string, WeChatCode>(MOST_CODES)

  constructor(
    private readonly settings: Settings,
    private readonly clock: SandboxClock,
  ) {}

  /** Throws a {@link UsageError} when the sandbox has no such app. */
  mint({ user = DEFAULT_USER, appId, codeType = 'login', hostAppId }: MintRequest = {}): MintedCode {
    const { apps } = this.settings
    const owner = appId ?? apps[0]?.appId ?? ''
    if (!apps.some((app) => app.appId === owner)) throw noSuchApp(owner, apps)
    const minted: MintedCode = {
      code: `sandbox-code-${randomBytes(12).toString('hex')}`,
      user,
      appId: owner,
      codeType,
      expiresAt: this.clock.seconds() + this.settings.codeLifetimeSeconds,
    }
    this.codes.set(minted.code, { ...minted, hostAppId: hostAppId ?? DEFAULT_HOST_APP_ID, spent: false })
    return minted
  }

  find(code: string): WeChatCode | undefined {
    return this.codes.get(code)
  }

  hasExpired(code: WeChatCode): boolean {
    return this.clock.seconds() >= code.expiresAt
  }

  list(): readonly WeChatCode[] {
    return [...this.codes.values()]
  }

  reset(): void {
    this.codes.clear()
  }
}
