import { UsageError } from './usage-error'
import type { EnvelopeForm } from './explorer/envelope'

/** A mini program or plugin that the sandbox's WeChat knows, and the IoT Explorer App that belongs to it. */
export interface SandboxApp {
  appId: string
  appSecret: string
  iotAppKey: string
  iotAppSecret: string
  /** Whether it is bound to an Open Platform account, so that code2Session answers a `unionid`. Default: false. */
  hasUnionId?: boolean
}

/**
 * What may be chosen. Wherever the platform's documents say nothing, the choice is an option here and its
 * default is ours.
 */
export interface SandboxOptions {
  /** Default: only {@link DEFAULT_APP}. */
  apps?: readonly SandboxApp[]
  /** Names without a port under which it is served besides `localhost` and addresses. Default: none. */
  hosts?: readonly string[]
  /** Milliseconds since 1970. Default: `Date.now`. */
  clock?: () => number
  /** Life of a `wx.login` code. Default: 300 seconds, as WeChat states. */
  codeLifetimeSeconds?: number
  /** Life of an AccessToken. Not established by the platform's documents. Default: 30 days. */
  tokenLifetimeSeconds?: number
  /**
   * How far a Timestamp may be from the sandbox's clock, in seconds; 0 accepts any. Not established by the
   * platform's documents. Default: 0, so that moving the sandbox's clock does not refuse a signer whose own
   * clock stood still.
   */
  timestampWindowSeconds?: number
  /** Take a Timestamp in milliseconds, an easy mistake. What the platform does is not established. Default: false. */
  acceptMilliseconds?: boolean
  /** Refuse a Nonce that came before with the same AppKey and Timestamp. Not established. Default: false. */
  refuseRepeatedNonce?: boolean
  /** Longest NickName in UTF-16 units, the limit of Tencent's own apps; the server's is not established. Default: 20. */
  nickNameMaxLength?: number
  /** From AppUserCancelAccount to the end of the account. Tencent's apps speak of about 7 days. Default: 7 days. */
  accountDeletionDelaySeconds?: number
  /** Whether a new AccessToken ends the user's earlier ones. Not established. Default: false. */
  newTokenRevokesOlder?: boolean
  /** Whether AppLogoutUser ends the token it came with, or all of the user's. Not established. Default: `token`. */
  logoutRevokes?: 'token' | 'all'
  /** Shape of IoT Explorer's replies. Default: `code`, the one that every official client reads. */
  envelope?: EnvelopeForm
}

export type Settings = Required<SandboxOptions>

/** Has the shape of the real thing, and says of itself that it is not. */
export const DEFAULT_APP: SandboxApp = {
  appId: 'wx5a4db0c000000001',
  appSecret: 'sandbox-not-a-real-secret-of-wechat',
  iotAppKey: 'SandboxAppKey0001',
  iotAppSecret: 'sandbox-not-a-real-secret-of-iot-explorer',
}

const DAY = 24 * 60 * 60

/** Throws a {@link UsageError} when the apps contradict each other. */
export function settingsFrom(options: SandboxOptions): Settings {
  const settings = {
    apps: [DEFAULT_APP],
    hosts: [],
    clock: Date.now,
    codeLifetimeSeconds: 5 * 60,
    tokenLifetimeSeconds: 30 * DAY,
    timestampWindowSeconds: 0,
    acceptMilliseconds: false,
    refuseRepeatedNonce: false,
    nickNameMaxLength: 20,
    accountDeletionDelaySeconds: 7 * DAY,
    newTokenRevokesOlder: false,
    logoutRevokes: 'token',
    envelope: 'code',
    ...options,
  } as const
  checkApps(settings.apps)
  return settings
}

/** Throws a {@link UsageError} when two apps contradict each other. */
export function checkApps(apps: readonly SandboxApp[]): void {
  if (apps.length === 0)
    throw new UsageError('The sandbox has no app', 'Give one in `apps`, or leave it out.')
  const appIds = new Set<string>()
  const iotSecrets = new Map<string, string>()
  for (const app of apps) {
    if (appIds.has(app.appId)) {
      throw new UsageError(`The AppID ${app.appId} is given twice`, 'Give every app an AppID of its own.')
    }
    appIds.add(app.appId)
    if ((iotSecrets.get(app.iotAppKey) ?? app.iotAppSecret) !== app.iotAppSecret) {
      throw new UsageError(
        `The AppKey ${app.iotAppKey} has two secrets`,
        'Apps that share an AppKey share its secret.',
      )
    }
    iotSecrets.set(app.iotAppKey, app.iotAppSecret)
  }
}
