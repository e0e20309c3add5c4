import { appUpdateUser } from './explorer/app-update-user'
import { hostCode } from './identity/host-code'
import type { Identity } from './identity/identity'
import { wxLogin } from './identity/wx-login'
import { wxPluginLogin } from './identity/wx-plugin-login'
import { relayClient } from './relay-client/relay-client'
import { wxTransport } from './relay-client/wx-transport'
import { newRequestId } from './request-id'
import { createLoginSession } from './session/login-session'
import type { Session } from './session/session'
import { sessionRecordStore } from './session/session-record'
import { wxStorage } from './session/wx-storage'
import { checkOptions, type CheckedOptions, type SessionOptions } from './session-options'

/**
 * A session of its own, joined to WeChat. Most apps want the shared one of `configure()` and `getSession()`: two
 * sessions of one AppKey do not know of each other's logins.
 *
 * @throws {LoginError} Client.InvalidConfiguration, naming every option that cannot be used
 */
export function createSession(options: SessionOptions): Session {
  const { relayUrl, appKey, appId, code, codeTimeout, requestTimeout, renewBefore, encrypt, tokenApiUrl } =
    checkOptions(options)
  return createLoginSession({
    identify: identityOf(code, codeTimeout),
    exchange: relayClient(relayUrl, wxTransport(requestTimeout, 'exchange')),
    updateUser: appUpdateUser(tokenApiUrl, wxTransport(requestTimeout, 'profile')),
    records: sessionRecordStore(wxStorage(encrypt), appKey),
    now: Date.now,
    newRequestId,
    appId,
    renewBefore,
  })
}

function identityOf(code: CheckedOptions['code'], timeout: number): Identity {
  if (typeof code === 'function') return hostCode(code, timeout)
  return code === 'pluginLogin' ? wxPluginLogin(timeout) : wxLogin(timeout)
}
