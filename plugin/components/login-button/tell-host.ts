import type { Button, HostEvents } from './button-instance'
import { failDetail, successDetail } from './events'
import { wordsFor } from './view'

/** The events that tell how a login ended. A button that left the page, or follows another session, fires none. */
export const tellHost: HostEvents & ThisType<Button> = {
  succeed(result, session) {
    if (!this.attached || session !== this.followed.current) return
    this.toldOf = session
    this.triggerEvent('success', successDetail(result))
  },

  fail(error, session) {
    if (!this.attached || session !== this.followed.current) return
    if (error.code !== 'Client.Cancelled') {
      this.failure = error.code
      this.requestId = error.requestId
      this.asksForId = false
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
}
