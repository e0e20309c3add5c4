import { withDeadline } from './deadline'
import { LoginError } from './errors'
import { signTxIotLogin } from './relay-client/sign-tx-iot-login'
import { codeFields } from './session/login-request'
import type { AccountPorts } from './session/account-session'
import type { Session } from './session/session'
import { asLoginError } from './session/session-errors'
import { getSession } from './shared-sessions'
import { engineLogin, engineLogout, isLoggedIn } from './tx-iot/engine-calls'
import { loadedPlugin, type TxIotEngine, type TxIotPlugin } from './tx-iot/engine'
import { wxRegistry } from './wx-registry'

export interface TxIotSdkOptions<Engine extends TxIotEngine = TxIotEngine> {
  /** `() => requirePlugin('tx-iot-sdk')`. Asked at the first login and not before: while app.js loads, it throws. */
  plugin: () => TxIotPlugin<Engine> | { default: TxIotPlugin<Engine> }
  /** Whose relay, way to a code and AppID are used; it need not be logged in. Default: the one of `configure()`. */
  session?: Session
  /** Milliseconds to wait for each word of the plugin. Default: 15 000. */
  timeout?: number
  /** Told when a signature has expired and the login that follows it fails: then no user is logged in. */
  onFail?: (error: LoginError) => void
}

/** The login of this mini program to Tencent's plugin tx-iot-sdk. */
export interface TxIotSdk<Engine extends TxIotEngine = TxIotEngine> {
  /**
   * Resolves with the engine once the user that WeChat names is logged in to it; calls at the same time share one login.
   * One request to the relay each time that the app is started, and none after that.
   *
   * @throws {LoginError} the relay's codes, `TXIoT.<code of the plugin>`, TXIoT.Timeout, Client.InvalidConfiguration
   */
  login(): Promise<{ engine: Engine; userId: string }>
  /** Logs out of the plugin; a signature that expires is not replaced any more. The session of `configure()` stays. */
  logout(): Promise<void>
}

/** Between two logins that a signature's end brings about, milliseconds: one that ends at once is wrong. */
const SHORTEST_LIFE = 60_000

/**
 * Logs in to tx-iot-sdk by signatures of the relay. It knows what the plugin leaves to its hosts: when it can be loaded,
 * that a login with a kept session is never answered, that a kept session may be somebody else's, and that an expired
 * signature has to be replaced. Its VoIP needs the OpenID on the phone, which neither this nor the relay has.
 */
export function createTxIotSdk<Engine extends TxIotEngine>({
  plugin: load,
  session,
  timeout = 15_000,
  onFail,
}: TxIotSdkOptions<Engine>): TxIotSdk<Engine> {
  let loading: Promise<{ plugin: TxIotPlugin<Engine>; engine: Engine }> | undefined
  let running: Promise<{ engine: Engine; userId: string }> | undefined
  /** The user of this run of the app, once WeChat has named them. */
  let userId: string | undefined
  let isWanted = false
  let replacedAt = -Infinity

  async function loaded() {
    loading ??= start()
    try {
      return await loading
    } catch (error) {
      loading = undefined
      throw error
    }
  }

  async function start() {
    const plugin = loadedPlugin<Engine>(load)
    const engine = await withDeadline(Promise.resolve(plugin.TXIoTEngine.getInstance()), timeout, notStarted)
    engine.addListener({ onUserSignatureExpired: replaceSignature })
    return { plugin, engine }
  }

  async function logIn(isExpired: boolean) {
    const { plugin, engine } = await loaded()
    if (!isExpired && userId !== undefined && isLoggedIn(engine, userId)) return { engine, userId }
    const { identify, relayUrl = '', transport, appId, newRequestId } = accountOf(session)
    const requestId = newRequestId()
    try {
      const request = { ...codeFields(await identify(), appId), requestId }
      const signed = await signTxIotLogin(relayUrl, transport, request)
      const kept = engine.getLoginUserInfo()
      if (kept !== null && kept.userId !== signed.UserId) await engineLogout(engine, timeout)
      if (isExpired || !isLoggedIn(engine, signed.UserId)) await engineLogin(plugin, engine, signed, timeout)
      userId = signed.UserId
      return { engine, userId }
    } catch (thrown) {
      throw asLoginError(thrown, requestId)
    }
  }

  function share(isExpired = false) {
    if (running !== undefined) return running
    const over = () => {
      running = undefined
    }
    running = logIn(isExpired)
    running.then(over, over)
    return running
  }

  function replaceSignature(): void {
    if (!isWanted) return
    const now = Date.now()
    const again = now - replacedAt < SHORTEST_LIFE ? Promise.reject(endsAtOnce()) : share(true)
    replacedAt = now
    again.catch((error: unknown) => onFail?.(error as LoginError))
  }

  return {
    login() {
      isWanted = true
      return share()
    },
    async logout() {
      isWanted = false
      // What began before it must not end after it.
      await running?.catch(() => undefined)
      const { engine } = await loaded()
      await engineLogout(engine, timeout)
    },
  }
}

/** What the session is joined to. */
function accountOf(session = getSession()): AccountPorts {
  const account = wxRegistry().accounts?.get(session)
  if (account !== undefined) return account
  throw new LoginError(
    'Client.InvalidConfiguration',
    'session is none of createSession() or configure(). Give one of these, or leave it out.',
    { stage: 'configuration', retryable: false },
  )
}

/** The error of an engine that does not start. */
const notStarted = () =>
  new LoginError('TXIoT.Timeout', 'tx-iot-sdk did not start in time. Try again.', {
    stage: 'configuration',
    retryable: true,
  })

/** The error of a signature that ends as soon as it is made. */
const endsAtOnce = () =>
  new LoginError(
    'TXIoT.SignatureExpired',
    "The signature ended within a minute. Compare the relay's clock with the time.",
    { stage: 'session', retryable: false },
  )
