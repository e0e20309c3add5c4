import { wordsFor } from './words'

const words = wordsFor(wx.getAppBaseInfo().language)

Page({
  data: {
    words,
    themes: [
      { theme: 'light', name: words.light },
      { theme: 'dark', name: words.dark },
    ],
    variants: ['solid', 'outline', 'text'],
    shapes: ['rectangle', 'round'],
    sizes: ['small', 'medium', 'large'],
  },
})
