import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter'

import type { PackedMiniProgram } from './packed'

/** What a page can answer to. https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html */
interface PageMethods {
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
}

interface OpenPage {
  path: string
  query: Record<string, string>
  root: Root
  holder: HTMLElement
  title: string
}

export interface Pages {
  navigateTo(url: string): void
  redirectTo(url: string): void
  reLaunch(url: string): void
  navigateBack(delta?: number): void
  setTitle(title: string): void
  /** What `getCurrentPages()` answers. */
  open(): unknown[]
  top(): { path: string; title: string; depth: number }
}

export interface PageParts {
  packed: PackedMiniProgram
  space: CodeSpace
  backend: AssociatedBackend
  /** Where pages are put. */
  screen: HTMLElement
  changed: () => void
}

let current: Pages | undefined

/** The pages of the mini program that runs. */
export function pages(): Pages {
  if (current === undefined) throw new Error('The mini program has not been started')
  return current
}

/** More than WeChat keeps open. https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html */
const MOST_PAGES = 10

/** The stack of open pages; the last is the one that is seen. */
export function createPages({ packed, space, backend, screen, changed }: PageParts): Pages {
  const stack: OpenPage[] = []

  function push(url: string): void {
    if (stack.length === MOST_PAGES) throw new Error(`${MOST_PAGES} pages are open already`)
    const { path, query } = parsed(url, stack.at(-1)?.path ?? '')
    if (!packed.json.pages.includes(path)) throw new Error(`page "${path}" is not found`)
    const holder = document.createElement('section')
    holder.className = 'phone-page'
    const placeholder = holder.appendChild(document.createElement('div'))
    screen.append(holder)
    const root = backend.createRoot('wx-page', space, path)
    const title =
      packed.space.configs[path]?.navigationBarTitleText ?? packed.json.window?.navigationBarTitleText ?? ''
    const page = { path, query, root, holder, title }
    stack.push(page)
    root.attach(holder as never, placeholder as never)
    methodsOf(page).onLoad?.(query)
    show(page)
    methodsOf(page).onReady?.()
  }

  function pop(): void {
    const page = stack.pop()
    if (!page) return
    methodsOf(page).onUnload?.()
    page.root.release()
    page.holder.remove()
  }

  const methodsOf = ({ root }: OpenPage) => root.get() as unknown as PageMethods

  function show(page: OpenPage): void {
    page.holder.hidden = false
    methodsOf(page).onShow?.()
    page.root.getComponent().triggerPageLifetime('show', [])
    changed()
  }

  function hide(page: OpenPage | undefined): void {
    if (!page) return
    page.holder.hidden = true
    methodsOf(page).onHide?.()
    page.root.getComponent().triggerPageLifetime('hide', [])
  }

  current = {
    navigateTo(url) {
      hide(stack.at(-1))
      push(url)
    },
    redirectTo(url) {
      const absolute = `/${parsed(url, stack.at(-1)?.path ?? '').path}${/\?.*$/.exec(url)?.[0] ?? ''}`
      pop()
      push(absolute)
    },
    reLaunch(url) {
      while (stack.length > 0) pop()
      push(url)
    },
    navigateBack(delta = 1) {
      for (let left = delta; left > 0 && stack.length > 1; left--) pop()
      const page = stack.at(-1)
      if (page) show(page)
    },
    setTitle(title) {
      const page = stack.at(-1)
      if (page) page.title = title
      changed()
    },
    open: () => stack.map(({ root }) => root.get()),
    top: () => {
      const { path = '', title = '' } = stack.at(-1) ?? {}
      return { path, title, depth: stack.length }
    },
  }
  return current
}

function parsed(url: string, from: string): { path: string; query: Record<string, string> } {
  const { pathname, searchParams } = new URL(url, `http://page/${from}`)
  return { path: pathname.slice(1), query: Object.fromEntries(searchParams) }
}
