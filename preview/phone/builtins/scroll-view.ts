import type { BuiltInDefinition } from './built-in'

/** https://developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html */
export const scrollView: BuiltInDefinition = {
  properties: {
    scrollX: { type: Boolean, value: false },
    scrollY: { type: Boolean, value: false },
    scrollTop: { type: Number, value: 0 },
    scrollLeft: { type: Number, value: 0 },
  },
  attached({ dom, fire }) {
    dom.tabIndex = 0
    dom.addEventListener('scroll', () => {
      fire('scroll', { scrollTop: dom.scrollTop, scrollLeft: dom.scrollLeft })
    })
  },
  update({ dom, data }) {
    dom.style.overflowX = data.scrollX === true ? 'auto' : 'hidden'
    dom.style.overflowY = data.scrollY === true ? 'auto' : 'hidden'
    if (data.scrollTop !== 0) dom.scrollTop = Number(data.scrollTop)
    if (data.scrollLeft !== 0) dom.scrollLeft = Number(data.scrollLeft)
  },
}
