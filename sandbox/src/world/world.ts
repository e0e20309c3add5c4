import type { SandboxClock } from '../clock'
import { checkApps, type SandboxApp, type Settings } from '../options'
import { noSuchApp } from '../usage-error'
import { AccessTokens } from './access-tokens'
import { Accounts } from './accounts'
import { BoundedMap } from './bounded-map'
import { Devices } from './devices'
import { MediaChecks } from './media-checks'
import { RefusedSignatures } from './refused-signatures'
import { SeenNonces } from './seen-nonces'
import { WeChatCodes } from './wechat-codes'
import { WeChatTokens } from './wechat-tokens'

export type AppChanges = Partial<Omit<SandboxApp, 'appId'>>

const MOST_IDS = 50_000

/** Everything that the two platforms remember. */
export class World {
  readonly codes: WeChatCodes
  readonly weChatTokens: WeChatTokens
  readonly accounts: Accounts
  readonly accessTokens: AccessTokens
  readonly nonces = new SeenNonces()
  readonly refusedSignatures = new RefusedSignatures()
  readonly mediaChecks = new MediaChecks()
  readonly devices = new Devices()
  private appsNow: readonly SandboxApp[]
  /** Who is behind the ids that WeChat has given out. */
  private readonly usersById = new BoundedMap<string, string>(MOST_IDS)

  constructor(
    private readonly settings: Settings,
    clock: SandboxClock,
  ) {
    this.appsNow = settings.apps
    this.codes = new WeChatCodes(settings, clock)
    this.weChatTokens = new WeChatTokens(clock)
    this.accounts = new Accounts(settings, clock)
    this.accessTokens = new AccessTokens(settings, clock)
  }

  get apps(): readonly SandboxApp[] {
    return this.appsNow
  }

  /** Gives an app another AppKey or other secrets until the next reset. Throws a {@link UsageError} when it cannot. */
  changeApp(appId: string | undefined, changes: AppChanges): SandboxApp {
    const changed = appId === undefined ? this.appsNow[0] : this.appByAppId(appId)
    if (!changed) throw noSuchApp(appId ?? '', this.appsNow)
    const app = { ...changed, ...changes }
    const apps = this.appsNow.map((known) => (known === changed ? app : known))
    checkApps(apps)
    this.appsNow = apps
    return app
  }

  appByAppId(appId: string): SandboxApp | undefined {
    return this.apps.find((app) => app.appId === appId)
  }

  appByIotAppKey(iotAppKey: string): SandboxApp | undefined {
    return this.apps.find((app) => app.iotAppKey === iotAppKey)
  }

  /** Notes that WeChat has told somebody this id, and returns it. */
  giveOut(id: string, user: string): string {
    this.usersById.set(id, user)
    return id
  }

  /** The name given to `mint`, if WeChat has told anybody this id. */
  userBehind(wxOpenId: string): string | undefined {
    return this.usersById.get(wxOpenId)
  }

  /** Ends the AccessTokens of a user, named as to `mint` or by UserID. Returns how many. */
  revokeTokensOf(user: string): number {
    return this.accounts
      .list()
      .filter((account) => account.userId === user || this.userBehind(account.wxOpenId) === user)
      .reduce((ended, account) => ended + this.accessTokens.revokeAllOf(account.userId), 0)
  }

  reset(): void {
    this.appsNow = this.settings.apps
    this.refusedSignatures.reset()
    this.mediaChecks.reset()
    this.codes.reset()
    this.weChatTokens.reset()
    this.accounts.reset()
    this.accessTokens.reset()
    this.nonces.reset()
    this.devices.reset()
    this.usersById.clear()
  }
}
