import type { CodeType } from '../../../plugin/relay-client/contract'
import { relayError } from '../errors'
import type { RegisteredApp } from '../registered-app'

export type Apps = ReadonlyMap<string, RegisteredApp>

/** What of a login says which app it is for. */
export type AppQuestion = { appId?: string } & (
  { code: string; codeType?: CodeType } | { code?: undefined; user: { appId: string } }
)

/**
 * The app that a login is for: the one of the user whom the platform names, else the one that the caller
 * names, else the only one; never a guess between several. Throws `Relay.InvalidParameter` or `Relay.UnknownApp`.
 */
export function pickApp(apps: Apps, asked: AppQuestion): RegisteredApp {
  const app = 'user' in asked ? appOfUser(apps, asked.user.appId, asked.appId) : appNamed(apps, asked.appId)
  if (app === undefined) throw relayError('Relay.UnknownApp')
  if ('codeType' in asked && asked.codeType === 'pluginLogin' && app.kind !== 'plugin') {
    throw relayError('Relay.InvalidParameter', {
      message: 'codeType: pluginLogin needs the AppID of a plugin, and this app is a mini program.',
      hint: 'If the AppID is a plugin, say so with WECHAT_APP_KIND=plugin or "kind": "plugin".',
    })
  }
  return app
}

const appNamed = (apps: Apps, appId: string | undefined): RegisteredApp | undefined =>
  appId === undefined ? onlyApp(apps) : apps.get(appId)

/** An OpenID is one in its own app alone, so a caller cannot take it to another. */
const appOfUser = (apps: Apps, own: string, named: string | undefined): RegisteredApp | undefined =>
  named === undefined || named === own ? apps.get(own) : undefined

function onlyApp(apps: Apps): RegisteredApp | undefined {
  if (apps.size === 1) return apps.values().next().value
  throw relayError('Relay.InvalidParameter', {
    message: 'appId: required, since this relay serves several apps.',
  })
}
