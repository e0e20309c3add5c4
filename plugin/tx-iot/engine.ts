import { LoginError } from '../errors'

/** What `login` of the engine is proven by. */
export interface TxIotSignature {
  requestId: string
  /** Unix seconds. */
  timestamp: number
  nonce: number
  signature: string
}

/** What the engine calls back. */
export interface TxIotListener {
  onLoginSuccess?: () => void
  onLoginFailure?: (code: number, message: string) => void
  onLogout?: () => void
  onUserSignatureExpired?: () => void
}

/** What the engine keeps of the user. */
export interface TxIotUser {
  userId: string
}

/** What of Tencent's `TXIoTEngine` is used: https://cloud.tencent.com/document/product/1081/138470 */
export interface TxIotEngine {
  addListener(listener: TxIotListener): void
  removeListener(listener: TxIotListener): void
  login(appKey: string, userId: string, signature: TxIotSignature): void
  logout(): void
  getLoginUserInfo(): TxIotUser | null
}

/** What of the plugin is used. */
export interface TxIotPlugin<Engine extends TxIotEngine = TxIotEngine> {
  TXIoTEngine: { getInstance(): Engine | Promise<Engine> }
  TXIoTUserSignature: new () => TxIotSignature
}

/**
 * The plugin out of what `requirePlugin` gave. It may sit under `default`, and while app.js is loaded it is not defined.
 *
 * @throws {LoginError} Client.InvalidConfiguration
 */
export function loadedPlugin<Engine extends TxIotEngine>(load: () => unknown): TxIotPlugin<Engine> {
  let cause: unknown
  try {
    const loaded = Object(load()) as Partial<TxIotPlugin<Engine>> & { default?: Partial<TxIotPlugin<Engine>> }
    const plugin = loaded.TXIoTEngine === undefined ? (Object(loaded.default) as typeof loaded) : loaded
    if (plugin.TXIoTEngine !== undefined && plugin.TXIoTUserSignature !== undefined) {
      return plugin as TxIotPlugin<Engine>
    }
  } catch (thrown) {
    cause = thrown
  }
  throw new LoginError(
    'Client.InvalidConfiguration',
    "plugin() gave no tx-iot-sdk. Name it under plugins in app.json, give () => requirePlugin('tx-iot-sdk'), and log in " +
      'after the app has been launched.',
    { stage: 'configuration', retryable: false, cause },
  )
}
