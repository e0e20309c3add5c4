import { updateUserBy } from '../explorer/app-update-user'
import type { TokenApi } from '../explorer/token-api'
import type { Identity } from '../identity/identity'
import type { MarkDeletion } from '../relay-client/mark-deletion'
import type { Transport } from '../relay-client/transport'
import type { KeptConsent } from './consent'
import { accountDeleter } from './delete-account'
import { whenGiven } from './given-profile'
import { keptProfile } from './kept-profile'
import type { LoginOptions, Session } from './session'
import type { SessionCore } from './session-core'
import type { SharedRecord } from './shared-record'
import { tellLogout } from './tell-logout'
import { profileUpdater } from './update-profile'

export interface AccountPorts {
  identify: Identity
  markDeletion: MarkDeletion
  tokenApi: TokenApi
  newRequestId: () => string
  consent: KeptConsent
  shared: SharedRecord
  /** Empty with a relay on WeChat's cloud. */
  relayUrl?: string
  /** What carries requests to the relay. */
  transport: Transport
  /** Sent along when the relay serves several apps. */
  appId?: string | undefined
}

/** Adds to a session what concerns the user's account: the profile, its deletion, and IoT Explorer's own logout. */
export function accountSession(core: SessionCore, ports: AccountPorts): Session {
  const { tokenApi, newRequestId, consent, shared } = ports
  const profile = keptProfile(core, shared)
  const { restored, getAccessToken, invalidate, cancel, onChange, autoRenew } = core
  return {
    get state() {
      return core.state
    },
    get profile() {
      return profile.read()
    },
    consent,
    restored,
    login: ({ profile, ...options }: LoginOptions = {}) =>
      core.login({ ...options, whenGiven: () => whenGiven(profile) }),
    getAccessToken,
    invalidate,
    logout: async () => {
      const ending = core.alive()?.token
      const told = ending && tellLogout(tokenApi, ending, newRequestId())
      await core.logout()
      await told
    },
    cancel,
    updateProfile: profileUpdater(updateUserBy(tokenApi), newRequestId, core, profile.change),
    deleteAccount: accountDeleter(ports, getAccessToken, core.logout),
    onChange,
    autoRenew,
  }
}
