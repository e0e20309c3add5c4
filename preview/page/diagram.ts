import type { Hop, Party, PhoneSettings } from '../messages'
import { element } from '../phone/native/element'
import { codeIn, type Row } from './journey'
import { explanationOf } from './hop-words'
import { payloadPanel } from './payload'
import type { PageWords } from './words'

/** From left to right. */
const LANES: Party[] = ['storage', 'phone', 'relay', 'wechat', 'explorer']

/** Pixels: a reader who has scrolled further up is left there. */
const NEAR_END = 60

const laneWord = (party: Party) => `party${party[0]?.toUpperCase() ?? ''}${party.slice(1)}` as keyof PageWords

/** The sequence of calls, drawn in html: each line is a button that shows what it carried. */
export function createDiagram(holder: HTMLElement) {
  const opened = new Set<string>()
  const drawn = new Map<string, { sameAs: string; item: HTMLElement }>()
  const lanes = element('div', { class: 'lanes', 'aria-hidden': 'true' })
  const list = element('ol', { class: 'rows' })
  const log = element('div', { role: 'log' }, list)
  const scroller = element('div', { class: 'scroller', tabindex: '0', role: 'region' }, lanes, log)
  holder.append(scroller)

  return (rows: readonly Row[], words: PageWords, lang: PhoneSettings['lang']): void => {
    lanes.replaceChildren(
      ...LANES.map((party) => element('span', { class: `lane lane--${party}` }, words[laneWord(party)])),
    )
    for (const each of [scroller, log]) each.setAttribute('aria-label', words.journey)
    const followed = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - NEAR_END
    const items = rows.map((row) => {
      const sameAs = JSON.stringify([row, lang])
      const known = drawn.get(row.key)
      if (known?.sameAs === sameAs) return known.item
      const item = row.kind === 'mark' ? markItem(row, words) : hopItem(row, words, lang, opened)
      drawn.set(row.key, { sameAs, item })
      return item
    })
    if (items.length === 0) items.push(element('li', { class: 'row row--empty' }, words.empty))
    settleChildren(list, items)
    if (followed) scroller.scrollTop = scroller.scrollHeight
  }
}

/** Puts these in place and touches no other, so that the focus stays where it is. */
function settleChildren(list: HTMLElement, items: readonly HTMLElement[]): void {
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null)
  })
  while (list.children.length > items.length) list.lastElementChild?.remove()
}

const MARK_WORDS = { start: 'markStart', page: 'markPage', tap: 'markTap', error: 'markError' } as const

function markItem({ mark }: Extract<Row, { kind: 'mark' }>, words: PageWords): HTMLElement {
  const about = mark.kind === 'start' ? '' : mark.words
  return element(
    'li',
    { class: `row row--mark row--${mark.kind}` },
    element(
      'span',
      { class: 'mark' },
      element('b', {}, words[MARK_WORDS[mark.kind]]),
      about === '' ? '' : ` ${about}`,
    ),
    element('time', { class: 'mark__time' }, new Date(mark.at).toLocaleTimeString('en-GB')),
  )
}

function hopItem(
  row: Exclude<Row, { kind: 'mark' }>,
  words: PageWords,
  lang: PhoneSettings['lang'],
  opened: Set<string>,
): HTMLElement {
  const { hop, kind, key } = row
  const [from, to] = kind === 'reply' ? [hop.to, hop.from] : [hop.from, hop.to]
  const state = hop.answer ? (hop.answer.ok ? 'good' : 'bad') : 'waiting'
  const panel = payloadPanel(hop, words, explanationOf(hop, lang), kind)
  panel.id = `payload-${key}`
  panel.hidden = !opened.has(key)
  const button = element(
    'button',
    { type: 'button', class: 'hop', 'aria-expanded': String(!panel.hidden), 'aria-controls': panel.id },
    element('span', { class: 'visually-hidden' }, `${words[laneWord(from)]} → ${words[laneWord(to)]}: `),
    ...(kind === 'reply' ? [] : [element('span', { class: 'hop__call' }, element('span', {}, hop.call))]),
    ...(kind === 'call' ? [] : [element('span', { class: 'hop__answer' }, answerWords(hop, words))]),
    element('span', { class: 'hop__arrow', 'aria-hidden': 'true' }),
  )
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden
    button.setAttribute('aria-expanded', String(!panel.hidden))
    if (panel.hidden) opened.delete(key)
    else opened.add(key)
    panel.scrollIntoView({ block: 'nearest' })
  })
  const item = element(
    'li',
    { class: `row row--${kind} row--${kind === 'call' ? 'good' : state}` },
    button,
    panel,
  )
  const [left, right] = [LANES.indexOf(from), LANES.indexOf(to)].sort((a, b) => a - b)
  item.style.setProperty('--left', `${left ?? 0}`)
  item.style.setProperty('--right', `${right ?? 0}`)
  item.dataset.direction = LANES.indexOf(from) < LANES.indexOf(to) ? 'right' : 'left'
  return item
}

function answerWords({ answer }: Hop, words: PageWords): string {
  if (!answer) return `${words.waiting} …`
  const code = codeIn(answer.received)
  return [code ?? answer.words, `${answer.took} ms`].join(' · ')
}
