import type { Agreement } from '../login-button/read-agreement'

/** The half-screen question: in words of its own, or with the same sentence as the line. Part of `<iot-login>`; it keeps no state of its own. */
Component({
  properties: {
    items: { type: Array, value: [] as Agreement[] },
    words: { type: Object, value: { agree: '', and: '' } },
    sheet: { type: Object, value: { title: '', text: '', no: '', yes: '' } },
    theme: { type: String, value: 'light' },
  },
  methods: {
    /** In the tap itself: what WeChat asks after it must be asked in a tap. */
    handleAgree() {
      this.triggerEvent('agree')
    },
    handleDisagree() {
      this.triggerEvent('disagree')
    },
    handleLink(event: WechatMiniprogram.CustomEvent) {
      this.triggerEvent('link', event.detail)
    },
    /** The page below stays where it is. */
    keepStill() {
      return
    },
  },
})
