import { wordsFor } from './words'

const words = wordsFor(wx.getAppBaseInfo().language)

Page({
  data: { words, renderer: '' },

  onLoad() {
    // Where WeChat has no Skyline it falls back to WebView, and the page says so.
    this.setData({ renderer: (this as { renderer?: string }).renderer ?? 'webview' })
  },
})
