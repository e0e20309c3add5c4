import { createHash } from 'node:crypto'

/**
 * The ids that WeChat has for a person. They are derived from names, so that the same user gets the same id in
 * every run. They have the length and the alphabet of real ones, and say of themselves that they are not.
 */

/** One person has another openid in each app. */
export function openIdOf(user: string, appId: string): string {
  return derived('oSandbox_', 'openid', user, appId)
}

/** One person has one unionid in all apps of an Open Platform account; the sandbox has one such account. */
export function unionIdOf(user: string): string {
  return derived('oSandboxUnion_', 'unionid', user)
}

/** One person has another openpid for each pair of host and plugin. */
export function openPidOf(user: string, hostAppId: string, pluginAppId: string): string {
  return derived('oSandboxPid_', 'openpid', user, hostAppId, pluginAppId)
}

const ID_LENGTH = 28

function derived(prefix: string, ...names: string[]): string {
  return (prefix + createHash('sha256').update(JSON.stringify(names)).digest('base64url')).slice(0, ID_LENGTH)
}
