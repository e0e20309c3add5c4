import type { Clock } from '../clock'
import { relayError } from '../errors'
import type { Apps } from '../login/login'
import type { VerifyHost } from '../login/ports'
import { hostOf, type HostFailure } from './host-sign'

/** For the log. */
export const hostHints: Readonly<Record<HostFailure, string>> = {
  missing:
    "X-WECHAT-HOSTSIGN is missing: look for a proxy that takes it away. WeChat adds it to a plugin's own requests only.",
  malformed: 'X-WECHAT-HOSTSIGN is malformed: look for what rewrites headers on the way.',
  noHost: 'The Referer names no host: look for what rewrites headers on the way.',
  wrong:
    "X-WECHAT-HOSTSIGN is signed with another token: compare PLUGIN_TOKEN (pluginToken) with the plugin's basic settings in the WeChat console.",
  stale:
    "X-WECHAT-HOSTSIGN is too old or ahead: compare the relay's clock with the time, else it was copied.",
  notAllowed:
    'The host is on neither list: add its AppID to PLUGIN_HOSTS (hosts), or to PLUGIN_DEVELOPMENT_HOSTS (developmentHosts) where it is no release.',
}

export function createVerifyHost(clock: Clock): VerifyHost {
  return (rules, headers = {}) => {
    const found = hostOf(headers, rules, clock.now() / 1000)
    if ('appId' in found) return found.appId
    throw relayError('Relay.HostNotVerified', { hint: hostHints[found.failure] })
  }
}

/** Whether a list of some app names this mini program. */
export const namesHost = (apps: Apps, appId: string): boolean =>
  [...apps.values()].some(
    ({ hostRules }) =>
      hostRules?.hosts?.includes(appId) === true || hostRules?.developmentHosts.includes(appId),
  )
