import type { Agreement } from '../iot-login/props'

/** The line with the box to tick. Part of `<iot-login>`; it keeps no state of its own. */
Component({
  properties: {
    items: { type: Array, value: [] as Agreement[] },
    agreed: { type: Boolean, value: false },
    words: { type: Object, value: {} },
    theme: { type: String, value: 'auto' },
  },
  methods: {
    /** The box was ticked or unticked. */
    handleChange(event: WechatMiniprogram.CheckboxGroupChange) {
      this.triggerEvent('change', { agreed: event.detail.value.length > 0 })
    },
    /** The name of an agreement without a page was tapped. */
    handleLinkTap(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const item = this.data.items[index]
      if (item) this.triggerEvent('link', { name: item.name, url: item.url ?? '' })
    },
  },
})
