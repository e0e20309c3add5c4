import { config } from '../../config'
import { inLanguages } from '../../in-languages'
import { pose, type Posable } from './pose'
import { LANGUAGES, samplesIn, SIZES, THEMES } from './samples'
import { wordsFor } from './words'

const { language } = wx.getAppBaseInfo()
const named = (names: { en: string; zh: string }) => inLanguages(names)(language)

const panelOf = (theme: (typeof THEMES)[number], { lang, name }: (typeof LANGUAGES)[number]) => ({
  id: `${theme.theme}-${lang}`,
  theme: theme.theme,
  lang,
  title: `${named(theme.name)} · ${name}`,
  samples: samplesIn(lang).map((sample) => ({
    disabled: false,
    agreement: [],
    ...sample,
    title: named(sample.caption),
  })),
})

const panels: ReturnType<typeof panelOf>[] = []
for (const theme of THEMES) panels.push(...LANGUAGES.map((shown) => panelOf(theme, shown)))

Page({
  data: { config, panels, sizes: SIZES, words: wordsFor(language), profile: '' },

  onReady() {
    for (const button of this.selectAllComponents('.posed') as unknown as Posable[]) {
      const { panel, sample } = button.dataset as { panel: number; sample: number }
      const shown = panels[panel]?.samples[sample]
      if (shown) pose(button, shown)
    }
  },

  onSuccess({ detail }: WechatMiniprogram.CustomEvent<{ profile?: { nickName?: string } }>) {
    this.setData({ profile: detail.profile?.nickName ?? this.data.words.noProfile })
  },
})
