import type { Agreement } from '../login-button/read-agreement'

/** The line with the box to tick. Part of `<iot-login>`; it keeps no state of its own. */
Component({
  properties: {
    items: { type: Array, value: [] as Agreement[] },
    agreed: { type: Boolean, value: false },
    /** In the sheet there is a button in its place. */
    hasBox: { type: Boolean, value: true },
    missed: { type: Boolean, value: false },
    words: { type: Object, value: { agree: '', and: '' } },
    theme: { type: String, value: 'light' },
  },
  data: { sentence: '' },
  observers: {
    'items, words': function (items: Agreement[], { agree, and }: { agree: string; and: string }) {
      // The box's name, for a screen reader: what is agreed to, not the first words only.
      const glue = /^[a-z]/i.test(and) ? ` ${and} ` : and
      const sentence = `${agree}${/[a-z]$/i.test(agree) ? ' ' : ''}${items.map(({ name }) => name).join(glue)}`
      if (sentence !== this.data.sentence) this.setData({ sentence })
    },
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
