import type { Theme } from '../messages'

type Listener = (change: { theme: Theme }) => void

export interface ThemeSwitch {
  current(): Theme
  set(theme: Theme): void
  follow(listener: Listener): void
  unfollow(listener: Listener): void
  /** To be called when style sheets were added. */
  apply(): void
}

const QUERY = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/

/**
 * Day and night of the phone only, whatever the browser prefers: media queries of that kind are answered here, rule by
 * rule, so that the cascade stays as it was written.
 */
export function createThemeSwitch(initial: Theme): ThemeSwitch {
  let theme = initial
  const listeners = new Set<Listener>()
  const asked = new Map<CSSMediaRule, string>()

  function collect(rules: CSSRuleList): void {
    for (const rule of rules) {
      if (!(rule instanceof CSSMediaRule)) continue
      if (!asked.has(rule) && QUERY.test(rule.media.mediaText)) asked.set(rule, rule.media.mediaText)
      collect(rule.cssRules)
    }
  }

  function apply(): void {
    for (const sheet of document.styleSheets) collect(sheet.cssRules)
    for (const [rule, query] of asked) {
      rule.media.mediaText = query.replace(QUERY, (_match, wanted: string) =>
        wanted === theme ? '(min-width: 0)' : '(max-width: 0)',
      )
    }
    document.documentElement.dataset.theme = theme
  }

  return {
    current: () => theme,
    set(next) {
      if (next === theme) return
      theme = next
      apply()
      for (const listener of listeners) listener({ theme })
    },
    follow: (listener) => listeners.add(listener),
    unfollow: (listener) => listeners.delete(listener),
    apply,
  }
}
