import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import postcss from 'postcss'

import { root } from './source-tree'

/** WCAG 2.2, for words of the usual size: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST = 4.5

const theme = postcss.parse(readFileSync(join(root, 'plugin/components/theme.wxss'), 'utf8'))
const button = readFileSync(join(root, 'plugin/components/iot-login/button.wxss'), 'utf8')

/** The colours of a theme by the variable that replaces them, and those that are the same in both. */
function coloursOf(isDark: boolean): Record<string, string> {
  const colours: Record<string, string> = { '--host-page': isDark ? '#17191c' : '#ffffff' }
  for (const [, name = '', colour = ''] of button.matchAll(/var\((--iot-login-[\w-]+), (#\w+)\)/g)) {
    colours[name] = colour
  }
  theme.walkRules((rule) => {
    if (rule.selector.includes('--dark') && !isDark) return
    rule.walkDecls((declaration) => {
      colours[declaration.prop.replace(/-default$/, '')] = declaration.value
    })
  })
  return colours
}

const of = (name: string) => `--iot-login-${name}`

/** What is read, and what it stands on. */
const PAIRS: [string, string][] = [
  [of('color'), of('background')],
  [of('color'), of('background-pressed')],
  [of('done-color'), of('done-background')],
  [of('disabled-color'), of('disabled-background')],
  [of('text-color'), of('disabled-background')],
  [of('accent-color'), of('accent-background-pressed')],
  [of('title-color'), of('sheet-background')],
  [of('text-color'), of('sheet-background')],
  [of('link-color'), of('sheet-background')],
  [of('title-color'), of('card-background')],
  [of('text-color'), of('card-background')],
  ...['alert-color', 'text-color', 'link-color', 'accent-color', 'done-color', 'disabled-color'].map(
    (name): [string, string] => [of(name), '--host-page'],
  ),
]

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const digits = colour.slice(1)
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(six.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe.each([
  ['light', false],
  ['dark', true],
])('%s', (_, isDark) => {
  const colours = coloursOf(isDark)

  test.each(PAIRS)('%s can be read on %s', (words, ground) => {
    expect(contrast(colours[words]!, colours[ground]!)).toBeGreaterThanOrEqual(LEAST)
  })

  test('every colour is one of a pair', () => {
    const paired = new Set([...PAIRS.flat(), of('border-color')])
    expect(Object.keys(colours).filter((name) => !paired.has(name))).toEqual([])
  })
})

test('contrast is that of WCAG', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21)
  expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2)
})
