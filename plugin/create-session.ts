import { tokenApi } from './explorer/token-api'
import { hostCode } from './identity/host-code'
import type { Identity } from './identity/identity'
import { wxAutoCode } from './identity/wx-auto-code'
import { runningIn } from './identity/wx-host'
import { wxLogin } from './identity/wx-login'
import { wxPluginLogin } from './identity/wx-plugin-login'
import { knownByCloud } from './identity/known-by-cloud'
import { deletionMarker } from './relay-client/mark-deletion'
import { relayClient } from './relay-client/relay-client'
import type { Transport } from './relay-client/transport'
import { wxCloudContainer } from './relay-client/wx-cloud-container'
import { wxCloudFunction } from './relay-client/wx-cloud-function'
import { wxTransport } from './relay-client/wx-transport'
import { newRequestId } from './request-id'
import { createLoginSession } from './session/login-session'
import type { Session } from './session/session'
import { sessionRecordStore, type SessionRecordStore } from './session/session-record'
import { createSharedRecord, type SharedRecord } from './session/shared-record'
import { wxStorage } from './session/wx-storage'
import { checkOptions, type CheckedOptions, type SessionOptions } from './session-options'
import { wxRegistry } from './wx-registry'

/**
 * A session of its own, joined to WeChat. Most apps want the one of `configure()` and `getSession()`. All sessions of
 * one AppKey share its token and its logout, in every copy of this package.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function createSession(options: SessionOptions): Session {
  const checked = checkOptions(options, runningIn().plugin !== undefined)
  const { relayUrl, appKey, appId, requestTimeout, renewBefore, encrypt, tokenApiUrl } = checked
  const transport = transportOf(checked.transport, requestTimeout)
  return createLoginSession({
    identify: identityOf(checked.code, checked.codeTimeout),
    exchange: relayClient(relayUrl, transport),
    markDeletion: deletionMarker(relayUrl, transport),
    tokenApi: tokenApi(tokenApiUrl, wxTransport(requestTimeout, 'profile')),
    shared: sharedRecordOf(appKey, sessionRecordStore(wxStorage(encrypt), appKey)),
    now: Date.now,
    newRequestId,
    appId,
    renewBefore,
  })
}

function sharedRecordOf(appKey: string, store: SessionRecordStore): SharedRecord {
  const { records, isShared } = wxRegistry()
  const known = records.get(appKey)
  if (known !== undefined) return Object.assign(known, { store })
  const created = createSharedRecord(store, !isShared)
  records.set(appKey, created)
  return created
}

function identityOf(code: CheckedOptions['code'], timeout: number): Identity {
  if (typeof code === 'function') return hostCode(code, timeout)
  if (code === 'none') return knownByCloud
  if (code === 'auto') return wxAutoCode(timeout)
  return code === 'pluginLogin' ? wxPluginLogin(timeout) : wxLogin(timeout)
}

function transportOf(transport: CheckedOptions['transport'], timeout: number): Transport {
  if (transport === 'request') return wxTransport(timeout, 'exchange')
  return 'callFunction' in transport
    ? wxCloudFunction(transport.callFunction, timeout, 'exchange')
    : wxCloudContainer(transport.callContainer, timeout, 'exchange')
}
