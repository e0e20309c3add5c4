import { config } from '../../config'
import { pose, type Posable } from './pose'
import { LANGUAGES, samplesIn, SIZES, THEMES } from './samples'
import { wordsFor } from './words'

const words = wordsFor(wx.getAppBaseInfo().language)

/** One language in one theme, with its captions in that language too. */
const panelOf = (theme: (typeof THEMES)[number], { language, lang, name }: (typeof LANGUAGES)[number]) => {
  const { captions, [theme]: shade } = wordsFor(language)
  return {
    id: `${theme}-${lang}`,
    theme,
    lang,
    title: `${shade} · ${name}`,
    samples: samplesIn(language).map((sample) => ({ sizes: SIZES, ...sample, title: captions[sample.id] })),
  }
}

const panels: ReturnType<typeof panelOf>[] = []
for (const theme of THEMES) panels.push(...LANGUAGES.map((shown) => panelOf(theme, shown)))

Page({
  data: { config, panels, words, profile: '' },

  onReady() {
    for (const button of this.selectAllComponents('.posed') as unknown as Posable[]) {
      const { panel, sample } = button.dataset as { panel: number; sample: number }
      const shown = panels[panel]?.samples[sample]
      if (shown) pose(button, shown)
    }
  },

  onSuccess({ detail }: WechatMiniprogram.CustomEvent<{ profile?: { nickName?: string } }>) {
    this.setData({ profile: detail.profile?.nickName ?? words.noProfile })
  },
})
