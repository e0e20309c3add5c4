import { createSession } from './create-session'
import { LoginError } from './errors'
import type { Session } from './session/session'
import type { SessionOptions } from './session-options'

/** One session per relay and AppKey, however many buttons use it, so that they share one login. */
const sessions = new Map<string, Session>()
let configured: Session | undefined

const keyOf = ({ relayUrl = '', transport, appKey }: SessionOptions) =>
  JSON.stringify([relayUrl.replace(/\/+$/, ''), transport, appKey])

/**
 * Sets up the app's session, once, before it is used: in `App.onLaunch`, say. Called again with another relay or
 * AppKey it changes which session `getSession()` answers; called again with the same two it replaces the options.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function configure(options: SessionOptions): Session {
  configured = createSession(options)
  sessions.set(keyOf(options), configured)
  return configured
}

/**
 * The session of `configure()`.
 *
 * @throws {LoginError} Client.NotConfigured
 */
export function getSession(): Session {
  if (configured !== undefined) return configured
  throw new LoginError(
    'Client.NotConfigured',
    'Call configure({ relayUrl, appKey }) first, or give <iot-login> its relay-url and app-key.',
    { stage: 'configuration', retryable: false },
  )
}

/**
 * The session for a component's own `relay-url` and `app-key`; without both, the configured one.
 *
 * @throws {LoginError} Client.NotConfigured or Client.InvalidConfiguration
 */
export function sessionFor(relayUrl: string, appKey: string): Session {
  if (relayUrl === '' && appKey === '') return getSession()
  const options = { relayUrl, appKey }
  const known = sessions.get(keyOf(options))
  if (known !== undefined) return known
  const created = createSession(options)
  sessions.set(keyOf(options), created)
  return created
}
