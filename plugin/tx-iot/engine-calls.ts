import { withDeadline } from '../deadline'
import { LoginError } from '../errors'
import type { TxIotSdkSignatureData } from '../relay-client/contract'
import type { TxIotEngine, TxIotListener, TxIotPlugin } from './engine'

/** The plugin's error codes, as far as the cure is known: https://cloud.tencent.com/document/product/1081/138470 */
const CURES: Readonly<Record<number, string>> = {
  [-2]: 'Compare appKey of configure() with the AppKey of the relay.',
  [-3]: "Let the relay's operator compare its settings with the console, and its clock with the time.",
  [-4]: 'Wait a moment.',
  [-5]: 'Open the console of IoT Explorer: the application may lack a right.',
}

/** Those that another signature or a little time can help. */
const RETRYABLE = [-1, -4]

/**
 * Logs in and waits for the engine's word. An engine that has a valid session of the user calls nothing back, so its user
 * is looked at when the time is over.
 *
 * @throws {LoginError} `TXIoT.<code of the plugin>` or TXIoT.Timeout
 */
export function engineLogin(
  { TXIoTUserSignature }: TxIotPlugin,
  engine: TxIotEngine,
  { AppKey, UserId, RequestId, Timestamp, Nonce, Signature }: TxIotSdkSignatureData,
  timeout: number,
): Promise<void> {
  const signature = Object.assign(new TXIoTUserSignature(), {
    requestId: RequestId,
    timestamp: Timestamp,
    nonce: Nonce,
    signature: Signature,
  })
  const details = { stage: 'session', requestId: RequestId } as const
  const loggedIn = called(
    engine,
    (resolve, reject) => ({
      onLoginSuccess: resolve,
      onLoginFailure: (code, message) => {
        const cure = CURES[code] ?? 'Try again.'
        const words = `tx-iot-sdk refused the login (${message}). ${cure}`
        reject(new LoginError(`TXIoT.${code}`, words, { ...details, retryable: RETRYABLE.includes(code) }))
      },
    }),
    () => {
      engine.login(AppKey, UserId, signature)
    },
  )
  const silence = () =>
    new LoginError('TXIoT.Timeout', 'tx-iot-sdk did not reply to the login. Try again.', {
      ...details,
      retryable: true,
    })
  return withDeadline(loggedIn, timeout, silence).catch((error: unknown) => {
    if ((error as LoginError).code !== 'TXIoT.Timeout' || !isLoggedIn(engine, UserId)) throw error
  })
}

/** Logs the user of the engine out; without its word within the time it counts as done. */
export function engineLogout(engine: TxIotEngine, timeout: number): Promise<void> {
  const loggedOut = called(
    engine,
    (resolve) => ({ onLogout: resolve }),
    () => {
      engine.logout()
    },
  )
  return withDeadline(loggedOut, timeout, () => new Error('no word')).catch(() => undefined)
}

export const isLoggedIn = (engine: TxIotEngine, userId: string): boolean =>
  engine.getLoginUserInfo()?.userId === userId

/** Listens, acts, and takes the listener away when it has been called. */
function called(
  engine: TxIotEngine,
  listen: (resolve: () => void, reject: (error: LoginError) => void) => TxIotListener,
  act: () => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const listener = listen(
      () => {
        engine.removeListener(listener)
        resolve()
      },
      (error) => {
        engine.removeListener(listener)
        reject(error)
      },
    )
    engine.addListener(listener)
    act()
  })
}
