import { CurrentWindowBackendContext, Event as WxEvent, type Element as WxElement } from 'glass-easel'

import { BUILT_IN_TAGS } from './builtins/tags'

type DomDocument = CurrentWindowBackendContext['document']

/** Where nodes of the mini program come to be DOM elements: built-in tags under names that html has no meaning for. */
export class PhoneBackend extends CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) => document.createElement(BUILT_IN_TAGS.has(tag) ? `wx-${tag}` : tag),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as DomDocument
}

/** An element of the page and the node of the mini program that it shows. */
interface Shown extends Element {
  __wxElement?: WxElement
}

/** Who wants to know of taps. */
interface TapWatch {
  tapped(element: Element): void
  /** Surrounds the time in which a tap is being handled. */
  whileTapping(deliver: () => void): void
}

/** Joins the browser's events to the mini program's. */
export function deliverEvents(backend: PhoneBackend, watch: TapWatch): void {
  backend.onEvent((target, type, detail, options) => {
    const origin = (options.originalEvent as Event | undefined)?.target
    const event = new WxEvent(type, detail, { ...options, extraFields: touchesOf(detail) })
    const deliver = () => {
      WxEvent.dispatchEvent(target, event)
    }
    if (type !== 'tap' || !(origin instanceof Element)) deliver()
    else if (!isDisabled(origin)) {
      if (isTappable(origin)) watch.tapped(origin)
      watch.whileTapping(deliver)
    }
    return event.getEventBubbleStatus()
  })
  tapByKeyboard()
  tapByClick(watch)
}

/** A tap's place, as WeChat hands it on. */
function touchesOf(detail: unknown): Record<string, unknown> {
  const { x, y } = detail as { x?: number; y?: number }
  if (x === undefined || y === undefined) return {}
  const touch = { identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y }
  return { touches: [], changedTouches: [touch] }
}

/** A tap on a grey button is no event: https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
const isDisabled = (element: Element) => element.closest('wx-button[disabled]') !== null

const isTappable = (element: Element) => element.closest('wx-button, [role]') !== null

/** WeChat has no keyboard; a browser has one, and its users need it. */
function tapByKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || !target.localName.startsWith('wx-')) return
    const isLink = target.getAttribute('role') === 'link'
    if (key !== 'Enter' && (key !== ' ' || isLink)) return
    event.preventDefault()
    target.click()
  })
}

/** A click that no pointer made comes from the keyboard or from a screen reader. */
function tapByClick(watch: TapWatch): void {
  document.addEventListener('click', ({ target, detail }) => {
    if (detail !== 0 || !(target instanceof Element) || isDisabled(target)) return
    let shown: Shown | null = target
    while (shown && !shown.__wxElement) shown = shown.parentElement
    if (!shown?.__wxElement) return
    if (isTappable(target)) watch.tapped(target)
    const { left: x, top: y } = target.getBoundingClientRect()
    const options = { bubbles: true, composed: true, capturePhase: true, extraFields: touchesOf({ x, y }) }
    const event = new WxEvent('tap', { x, y }, options)
    const node = shown.__wxElement
    watch.whileTapping(() => {
      WxEvent.dispatchEvent(node, event)
    })
  })
}
