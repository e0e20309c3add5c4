import { wordsFor } from './words'

type LinkTapped = WechatMiniprogram.CustomEvent<{ name: string }>
type Changed = WechatMiniprogram.CustomEvent<{ state: string }>

const words = wordsFor(wx.getAppBaseInfo().language)

Page({
  data: { words, isSignedIn: false, isSkipped: false },

  onLoad() {
    void wx.setNavigationBarTitle({ title: words.brand })
  },

  onChange({ detail }: Changed) {
    this.setData({ isSignedIn: detail.state === 'ready' })
  },

  onSkip() {
    this.setData({ isSkipped: true })
  },

  /** Where a product shows the document. */
  onLink({ detail }: LinkTapped) {
    void wx.showModal({ title: detail.name, content: words.document, showCancel: false })
  },
})
