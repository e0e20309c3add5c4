import { askWhetherRefused } from './explorer/app-get-user'
import { wxTransport } from './relay-client/wx-transport'
import { newRequestId } from './request-id'
import { sdkOptionsFor, type SdkOptions } from './sdk/sdk-options'
import type { Session } from './session/session'

/** Milliseconds for asking the platform about a token. Without an answer the SDK gets it and asks by itself. */
const CHECK_TIMEOUT = 5000

/**
 * Lets Tencent's mini program SDK (`qcloud-iotexplorer-appdev-sdk`) log in by a session:
 * `new AppDevSdk({ ...sdkOptions(getSession()), appKey })`. Give both the same AppKey.
 *
 * A token that was stored is shown to the platform before the SDK gets it, since the SDK gives none a second
 * chance: one request more at a start, and no login. After `session.logout()` the SDK is refused with
 * `Client.SignedOut` until the user logs in again.
 *
 * @param apiUrl base URL of the application API. Default: Tencent's mainland one.
 */
export function sdkOptions(
  session: Session,
  apiUrl = 'https://iot.cloud.tencent.com/api/exploreropen/',
): SdkOptions {
  const base = apiUrl.replace(/\/*$/, '/')
  return sdkOptionsFor(session, {
    isRefused: askWhetherRefused(`${base}tokenapi`, wxTransport(CHECK_TIMEOUT, 'session')),
    newRequestId,
    apiUrl: base,
  })
}
