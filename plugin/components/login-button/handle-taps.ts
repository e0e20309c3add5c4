import type { Profile } from '../../identity/profile'
import type { Session } from '../../session/session'
import { asLoginError } from '../../session/session-errors'
import { isBusy } from '../../session/state'
import { sessionFor } from '../../shared-sessions'
import type { Button, TapHandlers } from './button-instance'
import type { AgreeDetail } from './events'
import { wordsFor } from './view'

/** Asks the user for name and picture, in the tap itself: one tick later WeChat refuses. Never rejects. */
export type AskForProfile = (desc: string) => Promise<Profile | undefined>

/** Sessions that a tap is logging in: whichever button is tapped in the same tick, the user is asked once. */
const asking = new WeakSet<Session>()

/** What a tap does, on the button and on the way out below it. */
export function handleTaps(askForProfile: AskForProfile | undefined): TapHandlers & ThisType<Button> {
  return {
    handleTap() {
      if (this.props.disabled) return
      this.followed.follow(this.props)
      const session = this.followed.current
      if (isBusy(this.state) || (session !== undefined && session === this.tapped)) {
        if (this.wait.isLong) session?.cancel()
        return
      }
      if (session?.state === 'ready' && session === this.toldOf) return
      this.failure = this.deletion = undefined
      this.agreementMissed = session?.state !== 'ready' && !this.consent.suffices
      this.render()
      if (!this.agreementMissed) this.goOn()
    },

    goOn() {
      const consent = this.consent.give()
      // First the login: what WeChat asks must be asked in the tap, and the host may take long.
      void this.logIn()
      if (consent !== undefined) this.triggerEvent('agree', consent satisfies AgreeDetail)
    },

    async logIn(cancelDeletion = false) {
      const session = this.followed.current
      try {
        if (session === undefined) {
          sessionFor(this.props)
          return
        }
        const asks = this.props.profile === 'request' && session.state !== 'ready' && !asking.has(session)
        asking.add(session)
        this.tapped = session
        const words = wordsFor(this.props, this.base)
        if (!cancelDeletion) this.given = asks ? askForProfile?.(this.props.desc || words.desc) : undefined
        this.wait.begin()
        this.succeed(await session.login({ profile: this.given, cancelDeletion }), session)
      } catch (thrown) {
        const error = asLoginError(thrown)
        if (error.code !== 'Relay.DeletionPending') this.fail(error, session)
        else if (session === this.followed.current) {
          this.deletion = error
          this.render()
        }
      } finally {
        if (session !== undefined) asking.delete(session)
        if (this.tapped === session) this.tapped = undefined
        if (!isBusy(this.state)) this.wait.end()
      }
    },

    /** In the tap itself: what WeChat asks after it must be asked in a tap. */
    handleSheetYes() {
      if (this.props.disabled) return
      if (this.agreementMissed) {
        this.consent.answer(true)
        this.agreementMissed = false
        this.render()
        this.goOn()
      } else if (this.deletion !== undefined) {
        this.deletion = undefined
        this.render()
        void this.logIn(true)
      }
    },

    handleSheetNo() {
      const { deletion } = this
      this.deletion = undefined
      if (this.agreementMissed) {
        this.agreementMissed = false
        this.render()
        this.triggerEvent('disagree', {})
      } else if (deletion !== undefined) this.fail(deletion, this.followed.current)
    },

    handleWayOut() {
      if (this.wait.isLong) this.followed.current?.cancel()
      else if (!isBusy(this.state)) this.triggerEvent('skip', {})
    },

    handleAlertLongPress() {
      this.asksForId = true
      this.render()
    },

    handleLogOut() {
      void this.followed.current?.logout()
    },
  }
}
