import { isBusy } from '../../session/state'
import type { Held, Methods } from './button-instance'
import { anyType, checkProps, everyName } from './check-props'
import { developerConsole } from './developer-console'
import type { ChangeDetail } from './events'
import { followSession } from './followed-session'
import { givenConsent } from './given-consent'
import { handleAgreement } from './handle-agreement'
import { handleTaps, type AskForProfile } from './handle-taps'
import { longWait } from './long-wait'
import { silentLogin } from './silent-login'
import { tellHost } from './tell-host'
import { view, type Situation, type View } from './view'
import { wxAppBase } from './wx-app-base'

const untouched: Situation = {
  state: 'restoring',
  agreed: false,
  isKept: false,
  agreementMissed: false,
  waitsLong: false,
}
/** Before the framework has given any property: each has its default. */
const start = checkProps({}).props

/** Registers the button as the component whose file this is called from. Without `askForProfile` it logs in without. */
export function defineLoginButton(askForProfile?: AskForProfile): void {
  Component<{ view: View }, typeof anyType, Methods, [], Held>({
    options: { multipleSlots: true },
    externalClasses: ['iot-class', 'iot-class-button'],
    properties: anyType,
    data: { view: view(start, { language: 'zh-CN', theme: 'light', fontScale: 1 }, untouched) },

    lifetimes: {
      created() {
        this.attached = false
        this.state = 'restoring'
        this.agreementMissed = false
        this.console = developerConsole()
        this.consent = givenConsent(() => this.followed.current?.consent)
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
            this.deletion = undefined
            if (this.followed.current === undefined) this.move('signed-out')
            void this.loginSilently()
          },
          onState: (state) => this.move(state),
          onConsent: () => this.render(),
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
      ...tellHost,
      ...handleAgreement,
      ...handleTaps(askForProfile),

      situation() {
        const { state, failure, consent, wait, deletion } = this
        const profile = this.followed.current?.profile
        const requestId = this.asksForId ? this.requestId : undefined
        const { agreed, isKept, suffices } = consent
        const agreementMissed = this.agreementMissed && !suffices
        const waitsLong = wait.isLong
        return { state, failure, requestId, profile, agreementMissed, deletion, agreed, isKept, waitsLong }
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
        this.followed.follow(props)
        this.render()
        void this.loginSilently()
      },

      move(state) {
        if (!this.attached || state === this.state) return
        this.state = state
        // Whatever moved the session on, a login here or elsewhere or a logout, has outdated it.
        this.failure = this.deletion = undefined
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
        await this.consent.known()
        if (!this.attached) return
        this.render()
        const mayLogIn = this.props.silent && this.consent.isKept
        this.silent.keep(mayLogIn ? this.followed.current : undefined)
      },
    },
  })
}
