import type { LoginError } from '../../errors'
import type { Profile } from '../../identity/profile'
import type { LoginResult, Session } from '../../session/session'
import { isBusy, type SessionState } from '../../session/state'
import { asLoginError } from '../../session/session-errors'
import { sessionFor } from '../../shared-sessions'
import { anyType, checkProps, everyName } from './check-props'
import { developerConsole, type DeveloperConsole } from './developer-console'
import { failDetail, successDetail, type ChangeDetail, type LinkDetail } from './events'
import { followSession, type FollowedSession } from './followed-session'
import { givenConsent, type GivenConsent } from './given-consent'
import { longWait, type LongWait } from './long-wait'
import type { Props } from './props'
import { silentLogin, type SilentLogin } from './silent-login'
import { view, wordsFor, type Situation, type View } from './view'
import { wxAppBase, type AppBase } from './wx-app-base'

/** Asks the user for name and picture, in the tap itself: one tick later WeChat refuses. Never rejects. */
export type AskForProfile = (desc: string) => Promise<Profile | undefined>

/** What an instance holds beside its data. */
interface Held {
  attached: boolean
  props: Props
  base: AppBase
  state: SessionState
  failure: string | undefined
  agreementMissed: boolean
  followed: FollowedSession
  consent: GivenConsent
  wait: LongWait
  console: DeveloperConsole
  /** The session of the tap that has not ended yet, so that a second tap does nothing twice. */
  tapped: Session | undefined
  silent: SilentLogin
  /** The session whose login this button has told its host of. */
  toldOf: Session | undefined
}

type Methods = {
  situation(): Situation
  render(): void
  applyProps(): void
  move(state: SessionState): void
  loginSilently(): Promise<void>
  logIn(): Promise<void>
  handleWayOut(): void
  succeed(result: LoginResult, session: Session): void
  fail(error: LoginError, session: Session | undefined): void
  tell(error: LoginError): void
  handleTap(): void
  handleAgreementChange(event: WechatMiniprogram.CustomEvent<{ agreed: boolean }>): void
  handleAgreementLink(event: WechatMiniprogram.CustomEvent<LinkDetail>): void
}

/** Sessions that a tap is logging in: whichever button is tapped in the same tick, the user is asked once. */
const asking = new WeakSet<Session>()

const untouched: Situation = { state: 'restoring', agreed: false, agreementMissed: false, waitsLong: false }
/** Before the framework has given any property: each has its default. */
const start = checkProps({}).props

/** Registers the button as the component whose file this is called from. Without `askForProfile` it logs in without. */
export function defineLoginButton(askForProfile?: AskForProfile): void {
  Component<{ view: View }, typeof anyType, Methods, [], Held>({
    options: { multipleSlots: true },
    externalClasses: ['iot-class', 'iot-class-button'],
    properties: anyType,
    data: { view: view(start, { language: 'zh-CN', theme: 'light' }, untouched) },

    lifetimes: {
      created() {
        this.attached = false
        this.state = 'restoring'
        this.agreementMissed = false
        this.console = developerConsole()
        this.consent = givenConsent()
        this.silent = silentLogin({
          onToken: (token, session) => {
            if (session !== this.toldOf) this.succeed(token, session)
          },
          onError: (error, session) => {
            if (session === this.followed.current) this.tell(error)
          },
        })
        this.wait = longWait(() => this.render())
        this.props = start
      },
      attached() {
        this.attached = true
        this.base = wxAppBase()
        this.followed = followSession({
          onSession: () => {
            this.failure = undefined
            this.agreementMissed = false
            if (this.followed.current === undefined) this.move('signed-out')
            void this.loginSilently()
          },
          onState: (state) => this.move(state),
        })
        this.applyProps()
      },
      detached() {
        this.attached = false
        this.wait.end()
        this.silent.keep(undefined)
        this.followed.stop()
      },
    },

    pageLifetimes: {
      show() {
        if (!this.attached) return
        this.base = wxAppBase()
        this.applyProps()
      },
    },

    observers: {
      [everyName]: function () {
        if (this.attached) this.applyProps()
      },
    },

    methods: {
      situation() {
        const { state, failure, agreementMissed, consent, wait } = this
        return { state, failure, agreementMissed, agreed: consent.agreed, waitsLong: wait.isLong }
      },

      /** Draws what has changed, and nothing where nothing has. */
      render() {
        if (!this.attached) return
        const next = view(this.props, this.base, this.situation())
        if (JSON.stringify(next) !== JSON.stringify(this.data.view)) this.setData({ view: next })
      },

      applyProps() {
        const { props, problems } = checkProps(this.data)
        this.console.warn(problems)
        this.props = props
        this.consent.askFor(props.agreement)
        if (this.consent.suffices) this.agreementMissed = false
        this.followed.follow(props.relayUrl, props.appKey)
        this.render()
        void this.loginSilently()
      },

      move(state) {
        if (!this.attached || state === this.state) return
        this.state = state
        // Whatever moved the session on, a login here or elsewhere or a logout, has outdated it.
        this.failure = undefined
        if (isBusy(state)) this.wait.begin()
        else this.wait.end()
        if (state === 'signed-out' || state === 'failed') this.toldOf = undefined
        // It was for this login.
        if (state === 'ready') this.consent.answer(false)
        this.render()
        if (state !== 'restoring') this.triggerEvent('change', { state } satisfies ChangeDetail)
      },

      async loginSilently() {
        // Not before all properties are there: some frameworks set one after the other.
        await Promise.resolve()
        if (!this.attached) return
        const mayLogIn = this.props.silent && this.consent.isKept
        this.silent.keep(mayLogIn ? this.followed.current : undefined)
      },

      handleTap() {
        if (this.props.disabled) return
        this.followed.follow(this.props.relayUrl, this.props.appKey)
        const session = this.followed.current
        if (isBusy(this.state) || (session !== undefined && session === this.tapped)) {
          if (this.wait.isLong) session?.cancel()
          return
        }
        if (session?.state === 'ready' && session === this.toldOf) return
        this.failure = undefined
        this.agreementMissed = session?.state !== 'ready' && !this.consent.suffices
        this.render()
        if (!this.agreementMissed) void this.logIn()
      },

      async logIn() {
        const session = this.followed.current
        try {
          if (session === undefined) {
            sessionFor(this.props.relayUrl, this.props.appKey)
            return
          }
          const asks = this.props.profile === 'request' && session.state !== 'ready' && !asking.has(session)
          asking.add(session)
          this.tapped = session
          const words = wordsFor(this.props, this.base)
          const profile = asks ? askForProfile?.(this.props.desc || words.desc) : undefined
          this.wait.begin()
          this.succeed(await session.login({ profile }), session)
        } catch (thrown) {
          this.fail(asLoginError(thrown), session)
        } finally {
          if (session !== undefined) asking.delete(session)
          if (this.tapped === session) this.tapped = undefined
          if (!isBusy(this.state)) this.wait.end()
        }
      },

      handleWayOut() {
        if (this.wait.isLong) this.followed.current?.cancel()
        else if (!isBusy(this.state)) this.triggerEvent('skip', {})
      },

      succeed(result, session) {
        if (!this.attached || session !== this.followed.current) return
        this.toldOf = session
        this.triggerEvent('success', successDetail(result))
      },

      fail(error, session) {
        if (!this.attached || session !== this.followed.current) return
        if (error.code !== 'Client.Cancelled') {
          this.failure = error.code
          this.render()
        }
        this.tell(error)
      },

      tell(error) {
        if (!this.attached) return
        if (error.code === 'Client.Cancelled') {
          this.triggerEvent('cancel', {})
          return
        }
        this.console.report(error)
        this.triggerEvent('fail', failDetail(error, wordsFor(this.props, this.base)))
      },

      handleAgreementChange({ detail }) {
        this.consent.answer(detail.agreed)
        if (detail.agreed) this.agreementMissed = false
        this.render()
      },

      handleAgreementLink({ detail }) {
        this.triggerEvent('link', detail)
      },
    },
  })
}
