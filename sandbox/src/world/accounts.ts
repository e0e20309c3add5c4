import type { SandboxClock } from '../clock'
import type { Settings } from '../options'

export interface Family {
  FamilyId: string
  FamilyName: string
  /** Unix seconds. */
  CreateAt: number
}

/** A user of one IoT Explorer App. */
export interface Account {
  userId: string
  iotAppKey: string
  wxOpenId: string
  nickName: string
  avatar: string
  /** Unix seconds. */
  createdAt: number
  /** Unix seconds; present between AppUserCancelAccount and the next login or the end of the account. */
  deletionAskedAt?: number
  settings: Record<string, number>
  families: Family[]
}

export type NewAccount = Pick<Account, 'iotAppKey' | 'wxOpenId' | 'nickName' | 'avatar'>

/** The accounts of IoT Explorer: one per AppKey and WxOpenID. */
export class Accounts {
  private readonly accounts = new Map<string, Account>()
  private lastNumber = 0

  constructor(
    private readonly settings: Settings,
    private readonly clock: SandboxClock,
  ) {}

  find(iotAppKey: string, wxOpenId: string): Account | undefined {
    return this.unlessDeleted(this.accounts.get(keyOf(iotAppKey, wxOpenId)))
  }

  findById(userId: string): Account | undefined {
    return this.list().find((account) => account.userId === userId)
  }

  register(given: NewAccount): Account {
    const account: Account = {
      ...given,
      userId: `sandbox-user-${++this.lastNumber}`,
      createdAt: this.clock.seconds(),
      settings: {},
      families: [],
    }
    this.accounts.set(keyOf(given.iotAppKey, given.wxOpenId), account)
    return account
  }

  askDeletion(account: Account): void {
    account.deletionAskedAt ??= this.clock.seconds()
  }

  /** Takes a pending deletion back. Returns when it had been asked for, in Unix seconds. */
  cancelDeletion(account: Account): number | undefined {
    const askedAt = account.deletionAskedAt
    delete account.deletionAskedAt
    return askedAt
  }

  createFamily(account: Account, name: string): Family {
    const family: Family = {
      FamilyId: `sandbox-family-${account.userId}-${account.families.length + 1}`,
      FamilyName: name,
      CreateAt: this.clock.seconds(),
    }
    account.families.push(family)
    return family
  }

  list(): readonly Account[] {
    return [...this.accounts.values()].filter((account) => this.unlessDeleted(account) !== undefined)
  }

  reset(): void {
    this.accounts.clear()
    this.lastNumber = 0
  }

  private unlessDeleted(account: Account | undefined): Account | undefined {
    if (account?.deletionAskedAt === undefined) return account
    const endsAt = account.deletionAskedAt + this.settings.accountDeletionDelaySeconds
    return this.clock.seconds() < endsAt ? account : undefined
  }
}

function keyOf(iotAppKey: string, wxOpenId: string): string {
  return JSON.stringify([iotAppKey, wxOpenId])
}
