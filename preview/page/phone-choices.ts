import { element } from '../phone/native/element'
import { redraw, segmented } from './choices'
import { pageName } from './page-names'
import { WIDTHS, type PageSettings } from './settings'
import type { PageWords } from './words'

type Choose = (changed: Partial<PageSettings>) => void

/** Below the phone: how wide it is, which page it shows, and a way to start it again. */
export function drawPhoneChoices(
  holder: HTMLElement,
  { width, page, lang }: PageSettings,
  words: PageWords,
  pages: readonly string[],
  choose: Choose,
  reopen: () => void,
): void {
  const again = element('button', { type: 'button', class: 'quiet', 'data-id': 'reopen' }, words.reopen)
  again.addEventListener('click', reopen)
  redraw(
    holder,
    segmented(
      words.width,
      WIDTHS.map((value) => ({ value: String(value), text: String(value) })),
      String(width),
      (value) => {
        choose({ width: Number(value) as PageSettings['width'] })
      },
    ),
    segmented(
      words.page,
      pages.map((path) => ({ value: path, text: pageName(path, lang), title: path })),
      page === '' ? (pages[0] ?? '') : page,
      (value) => {
        choose({ page: value })
      },
    ),
    again,
  )
}

/** In the corner: language and theme, of the page and of the phone at once. */
export function drawAppearance(
  holder: HTMLElement,
  { lang, theme }: PageSettings,
  words: PageWords,
  choose: Choose,
): void {
  redraw(
    holder,
    segmented(
      words.language,
      [
        { value: 'zh_CN', text: '简体' },
        { value: 'zh_TW', text: '繁體' },
        { value: 'en', text: 'English' },
      ],
      lang,
      (value) => {
        choose({ lang: value as PageSettings['lang'] })
      },
    ),
    segmented(
      words.theme,
      [
        { value: 'light', text: words.light },
        { value: 'dark', text: words.dark },
      ],
      theme,
      (value) => {
        choose({ theme: value as PageSettings['theme'] })
      },
    ),
  )
}
