import type { Hop } from '../messages'
import { element } from '../phone/native/element'
import type { PageWords } from './words'

/** What a call carried there and back, masked, and in words what it is for. */
export function payloadPanel(
  { sent, answer }: Hop,
  words: PageWords,
  explanation: string | undefined,
  kind: 'trip' | 'call' | 'reply',
): HTMLElement {
  const parts: HTMLElement[] = []
  if (explanation !== undefined) parts.push(element('p', {}, explanation))
  if (answer?.fault !== undefined) parts.push(element('p', { class: 'payload__fault' }, words.asked))
  if (answer?.note !== undefined) parts.push(element('p', { class: 'payload__note' }, answer.note))
  const columns = element('div', { class: 'payload__columns' })
  if (kind !== 'reply') columns.append(block(words.sent, sent, words))
  if (kind !== 'call' && answer) {
    const received = answer.received ?? (answer.ok ? undefined : answer.words)
    columns.append(block(words.received, received, words))
  }
  parts.push(columns, element('small', {}, words.masked))
  return element('div', { class: 'payload' }, ...parts)
}

function block(title: string, value: unknown, words: PageWords): HTMLElement {
  return element(
    'div',
    {},
    element('h3', {}, title),
    element('pre', { tabindex: '0' }, shown(value) ?? words.nothing),
  )
}

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value.trim()
  return Object.keys(value).length === 0 ? undefined : JSON.stringify(value, null, 2)
}
