import type { PhoneSettings } from '../messages'
import type { PageWords } from './words'

/** Puts the words into index.html: `data-word` as text, `data-label` as name, `data-title` as title. */
export function translate(page: Document, words: PageWords, lang: PhoneSettings['lang']): void {
  page.documentElement.lang = lang.replace('_', '-')
  const wordOf = (element: HTMLElement, name: string) => words[element.dataset[name] as keyof PageWords]
  page.title = words.title
  for (const element of page.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = wordOf(element, 'word')
    if (element.textContent !== word) element.textContent = word
  }
  for (const element of page.querySelectorAll<HTMLElement>('[data-label]')) {
    element.setAttribute('aria-label', wordOf(element, 'label'))
  }
  for (const element of page.querySelectorAll<HTMLElement>('[data-title]')) {
    element.title = wordOf(element, 'title')
  }
}
