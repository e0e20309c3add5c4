import { completeSession, createSession } from './create-session'
import { LoginError } from './errors'
import { provider } from './provider'
import type { Session } from './session/session'
import type { SessionOptions } from './session-options'
import { tellConfigured, wxRegistry, type Registry } from './wx-registry'

const keyOf = ({ relayUrl = '', transport, appKey }: SessionOptions) =>
  JSON.stringify([relayUrl.replace(/\/+$/, ''), transport, appKey])

/**
 * Sets up the app's session, once, before it is used: in `App.onLaunch`, say. Called again with another relay or
 * AppKey it changes which session `getSession()` returns; called again with the same two it replaces the options. What was
 * configured before shares token and logout with it, as all sessions of one AppKey do.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function configure(options: SessionOptions): Session {
  const session = createSession(options)
  const registry = wxRegistry()
  Object.assign(registry, { configured: session, silent: undefined })
  registry.sessions.set(keyOf(options), session)
  tellConfigured()
  return session
}

/** Calls back after each `configure()`, in whichever copy of the package. Returns the function that unsubscribes. */
export function onConfigure(listener: () => void): () => void {
  const { onConfigure: listeners } = wxRegistry()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * The session of `configure()`; without one, that of the plugin's provider.
 *
 * @throws {LoginError} Client.NotConfigured
 */
export function getSession(): Session {
  const { configured } = withSilent(wxRegistry())
  if (configured !== undefined) return configured
  if (provider !== undefined) return sessionFor(provider)
  throw new LoginError(
    'Client.NotConfigured',
    'Call configure({ relayUrl, appKey }) first, or give <iot-login> its relay-url and app-key.',
    { stage: 'configuration', retryable: false },
  )
}

/** What a component says of its session; empty where it says nothing. */
export interface SessionNames {
  relayUrl?: string
  appKey?: string
  code?: '' | 'auto' | 'login' | 'pluginLogin'
  appId?: string
}

/**
 * The session that a component's properties name; without any, the configured one.
 *
 * @throws {LoginError} Client.NotConfigured or Client.InvalidConfiguration
 */
export function sessionFor({ relayUrl = '', appKey = '', code = '', appId = '' }: SessionNames): Session {
  if (relayUrl + appKey + code + appId === '') return getSession()
  const options = {
    relayUrl: relayUrl || provider?.relayUrl,
    appKey: appKey || (provider?.appKey ?? ''),
    code: code || undefined,
    appId: appId || undefined,
  }
  const { sessions } = withSilent(wxRegistry())
  const key = keyOf(options) + (code + appId && JSON.stringify([code, appId]))
  const known = sessions.get(key)
  if (known !== undefined) return known
  const created = createSession(options)
  sessions.set(key, created)
  return created
}

/** The registry, with what the silent entry's `configure()` has set up as a whole session. */
function withSilent(registry: Registry): Registry {
  const { silent } = registry
  if (silent === undefined) return registry
  const session = completeSession(silent)
  registry.sessions.set(keyOf(silent.options), session)
  return Object.assign(registry, { configured: session, silent: undefined })
}
