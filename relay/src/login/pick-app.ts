import type { CodeType } from '../../../plugin/relay-client/contract'
import { relayError } from '../errors'
import type { RegisteredApp } from '../registered-app'

export type Apps = ReadonlyMap<string, RegisteredApp>

/**
 * The app that a login is for: the only one when the caller names none, never a guess between several.
 * Throws `Relay.InvalidParameter` or `Relay.UnknownApp`.
 */
export function pickApp(apps: Apps, appId: string | undefined, codeType: CodeType): RegisteredApp {
  const app = appId === undefined ? onlyApp(apps) : apps.get(appId)
  if (app === undefined) throw relayError('Relay.UnknownApp')
  if (codeType === 'pluginLogin' && app.kind !== 'plugin') {
    throw relayError('Relay.InvalidParameter', {
      message: 'codeType: pluginLogin needs the AppID of a plugin, and this app is a mini program.',
      hint: 'If the AppID is a plugin, say so with WECHAT_APP_KIND=plugin or "kind": "plugin".',
    })
  }
  return app
}

function onlyApp(apps: Apps): RegisteredApp | undefined {
  if (apps.size === 1) return apps.values().next().value
  throw relayError('Relay.InvalidParameter', {
    message: 'appId: required, since this relay serves several apps.',
  })
}
