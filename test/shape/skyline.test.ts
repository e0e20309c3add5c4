import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import postcss from 'postcss'

import { root, writtenFiles } from './source-tree'

const sheets = writtenFiles('.wxss').filter(({ path }) => path.startsWith('plugin/'))

/** The names of the rules that a component's style sheet breaks. */
function brokenRules(css: string): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/stylelint/bin/stylelint.mjs'),
      '--stdin',
      '--stdin-filename=plugin/components/a/a.wxss',
      '--formatter=json',
    ],
    { cwd: root, input: css, encoding: 'utf8' },
  )
  const [result] = JSON.parse(stdout || stderr) as { warnings: { rule: string }[] }[]
  return (result?.warnings ?? []).map(({ rule }) => rule)
}

/** Flex boxes that leave their direction to the renderer: WebView says row, Skyline says column. */
const directionless = (css: string): string[] => {
  const found: string[] = []
  postcss.parse(css).walkRules((rule) => {
    const says = (property: RegExp, value = /./) =>
      rule.nodes.some((node) => node.type === 'decl' && property.test(node.prop) && value.test(node.value))
    if (says(/^display$/, /^flex$/) && !says(/^flex-(direction|flow)$/)) found.push(rule.selector)
  })
  return found
}

describe('the style sheets of the component do without what Skyline lacks', () => {
  test('by the rules of stylelint', () => {
    const files = sheets.map(({ path }) => path)
    expect(files).not.toHaveLength(0)
    execFileSync(process.execPath, [join(root, 'node_modules/stylelint/bin/stylelint.mjs'), ...files], {
      cwd: root,
    })
  })

  test.each(sheets.map(({ path }) => path))('%s says the direction of each flex box', (path) => {
    expect(directionless(readFileSync(join(root, path), 'utf8'))).toEqual([])
  })

  test.each([
    ['.a { width: 1em; }', 'unit-disallowed-list'],
    ['.a { display: inline-flex; }', 'declaration-property-value-allowed-list'],
    ['.a { display: grid; }', 'declaration-property-value-allowed-list'],
    ['.a { position: sticky; }', 'declaration-property-value-allowed-list'],
    ['.a { overflow: scroll; }', 'declaration-property-value-allowed-list'],
    ['.a { grid-template-rows: none; }', 'property-disallowed-list'],
    ['.a { overflow-wrap: anywhere; }', 'declaration-property-value-allowed-list'],
    ['.a { word-break: break-word; }', 'declaration-property-value-disallowed-list'],
    ['.a { animation: b 1s, c 1s; }', 'declaration-property-value-disallowed-list'],
    ['@media (width >= 1px) { .a { opacity: 1; } }', 'media-feature-name-allowed-list'],
    ['.a::placeholder { opacity: 1; }', 'selector-pseudo-element-allowed-list'],
    ['.a:first-child { opacity: 1; }', 'selector-pseudo-class-allowed-list'],
    ['[a] { opacity: 1; }', 'selector-max-attribute'],
    ['.a > * { opacity: 1; }', 'selector-max-universal'],
  ])('%s is refused', (css, rule) => {
    expect(brokenRules(css)).toContain(rule)
  })

  test('a flex box without a direction is seen', () => {
    expect(directionless('.a { display: flex; } .b { display: flex; flex-flow: row wrap; }')).toEqual(['.a'])
  })
})
