import { tokenApi } from './explorer/token-api'
import { hostCode } from './identity/host-code'
import type { Identity } from './identity/identity'
import { wxAutoCode } from './identity/wx-auto-code'
import { runningIn } from './identity/wx-host'
import { wxLogin } from './identity/wx-login'
import { wxPluginLogin } from './identity/wx-plugin-login'
import { knownByCloud } from './identity/known-by-cloud'
import { hostTransport } from './relay-client/host-transport'
import { deletionMarker } from './relay-client/mark-deletion'
import { relayClient } from './relay-client/relay-client'
import type { Transport } from './relay-client/transport'
import { wxCloudContainer } from './relay-client/wx-cloud-container'
import { wxCloudFunction } from './relay-client/wx-cloud-function'
import { wxTransport } from './relay-client/wx-transport'
import { providedOptions } from './provided-options'
import { newRequestId } from './request-id'
import { accountSession, type AccountPorts } from './session/account-session'
import type { KeptConsent } from './session/consent'
import { createKeptConsent, sendConsent } from './session/kept-consent'
import type { Session } from './session/session'
import { createSessionCore } from './session/session-core'
import { sessionRecordStore } from './session/session-record'
import type { SharedRecord } from './session/shared-record'
import { wxStorage } from './session/wx-storage'
import { checkOptions, type CheckedOptions, type SessionOptions } from './session-options'
import { recordOf, wxRegistry, type SilentSetup } from './wx-registry'

/**
 * A session of its own, joined to WeChat. Most apps want the one of `configure()` and `getSession()`. All sessions of
 * one AppKey share its token and its logout, in every copy of this package.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function createSession(options: SessionOptions): Session {
  const checked = checkOptions(providedOptions(options), runningIn().plugin !== undefined)
  const { relayUrl, renewBefore } = checked
  const account = accountPorts(checked)
  const exchange = relayClient(relayUrl, account.transport)
  const core = createSessionCore({
    ...account,
    exchange: checked.sendConsent ? sendConsent(exchange, account.consent) : exchange,
    now: Date.now,
    renewBefore,
  })
  return knownSession(accountSession(core, account), account)
}

/** Adds to the silent entry's session what it lacks; a login that is running goes on. */
export function completeSession({ core, options }: SilentSetup): Session {
  const account = accountPorts(checkOptions({ ...options, code: 'login' }))
  return knownSession(accountSession(core, account), account)
}

/** Lets other entries of this package find what a session is joined to. */
function knownSession(session: Session, account: AccountPorts): Session {
  const accounts = (wxRegistry().accounts ??= new WeakMap<Session, AccountPorts>())
  accounts.set(session, account)
  return session
}

function accountPorts(checked: CheckedOptions): AccountPorts {
  const { relayUrl, appId, requestTimeout, tokenApiUrl } = checked
  const transport = transportOf(checked)
  return {
    identify: identityOf(checked.code, checked.codeTimeout),
    markDeletion: deletionMarker(relayUrl, transport),
    tokenApi: tokenApi(tokenApiUrl, wxTransport(requestTimeout, 'profile')),
    newRequestId,
    shared: sharedOf(checked),
    relayUrl,
    transport,
    appId,
    consent: consentOf(checked),
  }
}

function sharedOf({ appKey, encrypt }: CheckedOptions): SharedRecord {
  // A plugin is the only copy that uses its storage, which is apart from its host's.
  const isPlugin = runningIn().plugin !== undefined
  return recordOf(appKey, sessionRecordStore(wxStorage(encrypt), appKey), isPlugin)
}

function consentOf(checked: CheckedOptions): KeptConsent {
  const { appKey } = checked
  const consents = (wxRegistry().consents ??= new Map<string, KeptConsent>())
  const known = consents.get(appKey)
  if (known !== undefined) return known
  // Names of documents are no secret: whether to encrypt is left to the token.
  const created = createKeptConsent(sharedOf(checked), wxStorage(false), appKey, Date.now)
  consents.set(appKey, created)
  return created
}

function identityOf(code: CheckedOptions['code'], timeout: number): Identity {
  if (typeof code === 'function') return hostCode(code, timeout)
  if (code === 'none') return knownByCloud
  if (code === 'auto') return wxAutoCode(timeout)
  return code === 'pluginLogin' ? wxPluginLogin(timeout) : wxLogin(timeout)
}

function transportOf({ transport, requestTimeout: timeout }: CheckedOptions): Transport {
  if (transport === 'request') return wxTransport(timeout, 'exchange')
  if (typeof transport === 'function') return hostTransport(transport, timeout, 'exchange')
  return 'callFunction' in transport
    ? wxCloudFunction(transport.callFunction, timeout, 'exchange')
    : wxCloudContainer(transport.callContainer, timeout, 'exchange')
}
