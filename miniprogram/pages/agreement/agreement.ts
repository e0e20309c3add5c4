import { wordsFor } from './words'

type Agreed = WechatMiniprogram.CustomEvent<{ documents: { name: string }[] }>
type LinkTapped = WechatMiniprogram.CustomEvent<{ url: string }>

const words = wordsFor(wx.getAppBaseInfo().language)

Page({
  data: { words, said: { what: '', details: '' } },

  onAgree({ detail }: Agreed) {
    const details = detail.documents.map(({ name }) => name).join(' ')
    this.setData({ said: { what: words.agreed, details } })
  },

  onDisagree() {
    this.setData({ said: { what: words.disagreed, details: '' } })
  },

  onLink({ detail }: LinkTapped) {
    this.setData({ said: { what: words.opened, details: detail.url } })
  },
})
