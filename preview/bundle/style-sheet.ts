import { posix } from 'node:path'

import postcss, { type AtRule, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'

import { BUILT_IN_TAGS } from '../phone/builtins/tags'
import type { Sources } from './read-folder'

/**
 * One wxss as css: imports put in place, `rpx` as the 750th part of the phone's width, classes under the scope that
 * keeps components apart. https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxss.html
 *
 * @param scope empty for what applies everywhere
 */
export function compileStyleSheet(sources: Sources, path: string, scope: string): string {
  const root = withImports(sources, path, [])
  root.walkDecls((declaration) => {
    declaration.value = withoutRpx(declaration.value)
  })
  root.walkAtRules('media', (rule) => {
    rule.params = withoutRpx(rule.params)
  })
  const scoped = selectorParser((selectors) => {
    scopeSelectors(selectors, scope)
  })
  root.walkRules((rule) => {
    if (!isInKeyframes(rule.parent)) rule.selector = scoped.processSync(rule.selector)
  })
  return root.toString()
}

function withImports(sources: Sources, path: string, from: string[]): Root {
  const text = sources.get(path)
  if (text === undefined) throw new Error(`${from.at(-1) ?? 'A page'} imports ${path}, which is not there.`)
  if (from.includes(path)) throw new Error(`${path} imports itself, by ${from.join(', ')}.`)
  const root = postcss.parse(text, { from: path })
  root.walkAtRules('import', (rule) => {
    const imported = /^["'](.+)["']$/.exec(rule.params.trim())?.[1]
    if (imported === undefined) throw new Error(`${path} imports ${rule.params}: a quoted path is wanted.`)
    const target = imported.startsWith('/') ? imported.slice(1) : posix.join(posix.dirname(path), imported)
    rule.replaceWith(withImports(sources, target, [...from, path]).nodes)
  })
  return root
}

const withoutRpx = (value: string) =>
  value.replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_match, number: string) => `calc(${number} * var(--rpx))`)

const isInKeyframes = (parent: unknown) =>
  /^(-\w+-)?keyframes$/.test((parent as AtRule | undefined)?.name ?? '')

function scopeSelectors(selectors: selectorParser.Root, scope: string): void {
  selectors.walkClasses((node) => {
    if (scope !== '') node.value = `${scope}--${node.value}`
  })
  selectors.walkTags((node) => {
    if (node.value === 'page' || BUILT_IN_TAGS.has(node.value)) node.value = `wx-${node.value}`
  })
  selectors.walkPseudos((node) => {
    if (node.value !== ':host') return
    node.replaceWith(
      selectorParser.attribute({
        attribute: 'wx-host',
        operator: '=',
        value: scope,
        quoteMark: '"',
        raws: {},
      }),
    )
  })
}
