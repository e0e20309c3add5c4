import type { LoginError } from '../../errors'
import { requestProfile } from '../../identity/wx-profile'
import { LOCALES } from '../../locale/index'
import type { Words } from '../../locale/words'
import { wxLanguage } from '../../locale/wx-language'
import type { LoginResult, Session } from '../../session/session'
import { isBusy, type SessionState } from '../../session/state'
import { asLoginError } from '../../session/session-errors'
import { sessionFor } from '../../shared-sessions'
import { failDetail, successDetail, type ChangeDetail, type LinkDetail } from './events'
import { props } from './props'
import { view, type View } from './view'

interface Data {
  state: SessionState
  agreed: boolean
  view: View
  agreementWords: Pick<Words, 'agree' | 'and'>
}

/** What an instance holds beside its data; nothing of it is shown. */
interface Held {
  session?: Session | undefined
  unfollow?: (() => void) | undefined
  attached: boolean
  /** From the tap until its login has ended, so that a second tap asks nothing twice. */
  tapped: boolean
  failure?: string | undefined
  agreementMissed: boolean
}

type Methods = {
  words(): Words
  render(): void
  show(state: SessionState): void
  follow(): Session | undefined
  wantsProfile(): boolean
  mayLogIn(): boolean
  loginSilently(): Promise<void>
  succeed(result: LoginResult): void
  fail(error: LoginError): void
  tell(error: LoginError): void
  handleTap(): Promise<void>
  handleAgreementChange(event: WechatMiniprogram.CustomEvent<{ agreed: boolean }>): void
  handleAgreementLink(event: WechatMiniprogram.CustomEvent<LinkDetail>): void
}

const initialWords = LOCALES['zh-CN']

Component<Data, typeof props, Methods, [], Held>({
  options: { multipleSlots: true },
  externalClasses: ['iot-class', 'iot-class-button'],
  properties: props,
  data: {
    state: 'restoring',
    agreed: false,
    view: view({ state: 'restoring', disabled: false, agreementMissed: false }, initialWords),
    agreementWords: { agree: initialWords.agree, and: initialWords.and },
  },

  lifetimes: {
    created() {
      this.attached = false
      this.tapped = false
      this.agreementMissed = false
    },
    attached() {
      this.attached = true
      this.render()
      this.follow()
      if (this.data.silent) void this.loginSilently()
    },
    detached() {
      this.attached = false
      this.unfollow?.()
    },
  },

  observers: {
    'relayUrl, appKey': function () {
      if (this.attached) this.follow()
    },
    silent: function () {
      if (this.attached && this.data.silent) void this.loginSilently()
    },
    'disabled, lang, labels': function () {
      if (this.attached) this.render()
    },
  },

  methods: {
    words() {
      const { lang, labels } = this.data
      const words = LOCALES[lang === 'zh-CN' || lang === 'en' ? lang : wxLanguage()]
      return { ...words, ...labels }
    },

    render() {
      const words = this.words()
      const { failure, agreementMissed } = this
      const { state, disabled } = this.data
      this.setData({
        view: view({ state, disabled, failure, agreementMissed }, words),
        agreementWords: { agree: words.agree, and: words.and },
      })
    },

    show(state) {
      if (!this.attached || state === this.data.state) return
      // Whatever moved the session on, a login here or elsewhere or a logout, has outdated it.
      this.failure = undefined
      this.setData({ state })
      this.render()
      this.triggerEvent('change', { state } satisfies ChangeDetail)
    },

    /** Finds the session of this button and shows its state from now on. None before `configure()`. */
    follow() {
      let session: Session | undefined
      try {
        session = sessionFor(this.data.relayUrl, this.data.appKey)
      } catch {
        // Reported by the tap that needs it: configuration may still be on its way.
      }
      if (session === this.session) return session
      this.unfollow?.()
      this.session = session
      this.unfollow = session?.onChange(({ state }) => {
        this.show(state)
      })
      void session?.restored().then((state) => {
        if (session === this.session) this.show(state)
      })
      return session
    },

    wantsProfile() {
      return this.data.profile !== 'none' && this.data.state !== 'ready'
    },

    mayLogIn() {
      return this.data.agreement.length === 0 || this.data.agreed
    },

    async loginSilently() {
      const session = this.follow()
      if (session === undefined || !this.mayLogIn()) return
      try {
        this.succeed(await session.getAccessToken())
      } catch (thrown) {
        const error = asLoginError(thrown)
        // Nobody asked, so nothing is shown; and a user who signed out stays so.
        if (error.code !== 'Client.SignedOut') this.tell(error)
      }
    },

    async handleTap() {
      if (this.data.disabled || this.tapped || isBusy(this.data.state)) return
      this.failure = undefined
      this.agreementMissed = this.data.state !== 'ready' && !this.mayLogIn()
      this.render()
      if (this.agreementMissed) return
      this.tapped = true
      try {
        const session = this.follow() ?? sessionFor(this.data.relayUrl, this.data.appKey)
        // In the tap itself: WeChat refuses the dialog one tick later.
        const profile = this.wantsProfile() ? requestProfile(this.data.desc || this.words().desc) : undefined
        this.succeed(await session.login({ profile }))
      } catch (thrown) {
        this.fail(asLoginError(thrown))
      } finally {
        this.tapped = false
      }
    },

    succeed(result) {
      if (this.attached) this.triggerEvent('success', successDetail(result))
    },

    fail(error) {
      if (!this.attached) return
      if (error.code !== 'Client.Cancelled') {
        this.failure = error.code
        this.render()
      }
      this.tell(error)
    },

    tell(error) {
      if (!this.attached) return
      if (error.code === 'Client.Cancelled') this.triggerEvent('cancel', {})
      else this.triggerEvent('fail', failDetail(error, this.words()))
    },

    handleAgreementChange({ detail }) {
      this.setData({ agreed: detail.agreed })
      if (!detail.agreed) return
      this.agreementMissed = false
      this.render()
      if (this.data.silent) void this.loginSilently()
    },

    handleAgreementLink({ detail }) {
      this.triggerEvent('link', detail)
    },
  },
})
