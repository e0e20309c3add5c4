import type { AccessToken } from '../world/access-tokens'
import type { Account } from '../world/accounts'
import type { ExplorerPlatform } from './platform'

/** Serves one Action for the user of the AccessToken. */
export type TokenAction = (
  platform: ExplorerPlatform,
  caller: { account: Account; token: AccessToken },
  parameters: Record<string, unknown>,
) => Record<string, unknown>
