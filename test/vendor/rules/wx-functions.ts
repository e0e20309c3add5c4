import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../shape/imports'
import { root } from '../../shape/source-tree'
import ts from 'typescript'

/** What WeChat's typings say of a function of `wx`. */
export interface WxFunction {
  /** Base library that brought it; absent when it was always there. */
  since?: string
  /** Whether it exists inside a plugin, and since when: `true` stands for always. */
  inPlugin: boolean | string
}

const typings = 'node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts'

/**
 * What is no function of its own and so has no comment there.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloud/basis/plugin.html
 */
const others: [string, WxFunction][] = [['cloud', { since: '2.2.3', inPlugin: '2.4.1' }]]

/** Every function of `wx`, by name, from the comments of WeChat's own typings. */
export function wxFunctions(): Map<string, WxFunction> {
  const text = readFileSync(join(root, typings), 'utf8')
  const declaration = text.slice(text.indexOf('    interface Wx {'))
  const functions = new Map<string, WxFunction>(others)
  const members = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+)(?=[<(])/g
  for (const [, comment = '', name = ''] of declaration.matchAll(members)) {
    if (functions.has(name)) continue
    const since = /(?:^|[^：中])需要基础库：\s*`([\d.]+)`/m.exec(comment)?.[1]
    const plugin = /在插件中使用：(支持|不支持|需要基础库 `([\d.]+)`)/.exec(comment)
    const inPlugin = plugin?.[2] ?? plugin?.[1] !== '不支持'
    functions.set(name, { ...(since === undefined ? {} : { since }), inPlugin })
  }
  return functions
}

export interface WxUse {
  path: string
  line: number
  name: string
}

/** Uses of `wx.name` in a file, save those in a function that asks `typeof wx.name` first. */
export function unguardedUses(path: string, text: string): WxUse[] {
  const tree = parse({ path, text })
  const uses: WxUse[] = []
  const visit = (node: ts.Node, asked: Set<string>) => {
    const known = ts.isFunctionLike(node) ? new Set([...asked, ...askedIn(node)]) : asked
    const name = memberOfWx(node)
    if (name !== undefined && !known.has(name)) {
      uses.push({ path, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, name })
    }
    ts.forEachChild(node, (child) => visit(child, known))
  }
  visit(tree, new Set())
  return uses
}

function memberOfWx(node: ts.Node): string | undefined {
  return ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'wx'
    ? node.name.text
    : undefined
}

function askedIn(scope: ts.Node): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isTypeOfExpression(node)) found.push(memberOfWx(node.expression) ?? '')
    ts.forEachChild(node, visit)
  }
  visit(scope)
  return found
}

export const isLater = (version: string, than: string): boolean => {
  const [one = [], other = []] = [version, than].map((text) => text.split('.').map(Number))
  const different = one.findIndex((part, index) => part !== (other[index] ?? 0))
  return different !== -1 && (one[different] ?? 0) > (other[different] ?? 0)
}
