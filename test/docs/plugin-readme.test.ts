import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { props } from '../../plugin/components/login-button/props'
import { LOCALES } from '../../plugin/locale/index'
import { en } from '../../plugin/locale/en'
import { columnBelow, tableBelow } from './markdown-table'
import { membersOf } from './members'

const plugin = resolve(__dirname, '../../plugin')
const read = (path: string) => readFileSync(resolve(plugin, path), 'utf8')
const readme = read('README.md')
const wxml = read('components/iot-login/iot-login.wxml') + read('components/iot-login/alert.wxml')
const wxss = [
  'iot-login/iot-login.wxss',
  'iot-login/button.wxss',
  'iot-login/card.wxss',
  'iot-login/alert.wxss',
  'iot-login/less-motion.wxss',
  'iot-agreement/iot-agreement.wxss',
  'iot-agreement-sheet/iot-agreement-sheet.wxss',
  'theme.wxss',
]
  .map((file) => read(`components/${file}`))
  .join('\n')

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name)),
]

test('the table of properties is the list of properties, with their types and defaults', () => {
  const inReadme = tableBelow(readme, 'Properties').map((row) => [row.Name, row.Type, row.Default])
  const inCode = Object.entries(props).map(([name, { type, value }]) => [
    kebab(name),
    type.name,
    value === '' ? "''" : typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  expect(inReadme).toEqual(inCode)
})

test('the table of events names every event that the component fires, and no other', () => {
  const code = readdirSync(resolve(plugin, 'components/login-button'))
    .map((file) => read(`components/login-button/${file}`))
    .join('\n')
  const fired = found(code, /triggerEvent\(\s*'(\w+)'/g)
  expect(columnBelow(readme, 'Events', 'Name').sort()).toEqual(fired.sort())
})

test.each([
  ['success', 'SuccessDetail'],
  ['fail', 'FailDetail'],
  ['change', 'ChangeDetail'],
  ['agree', 'AgreeDetail'],
  ['link', 'LinkDetail'],
])('the detail of %s is written down as the type %s has it', (event, type) => {
  const written = tableBelow(readme, 'Events').find((row) => row.Name === event)?.Detail
  const declared = membersOf(resolve(plugin, 'components/login-button/events.ts'), type)
  expect(written?.match(/\w+/g)).toEqual(declared)
})

test('the tables of slots and external classes are those of the template', () => {
  const named = found(wxml, /<slot[^>]* name="(\w+)"/g)
  expect(columnBelow(readme, 'Slots', 'Name').sort()).toEqual(['(default)', ...named].sort())
  const classes = found(wxml, /[" ](iot-class[\w-]*)"/g)
  expect(columnBelow(readme, 'External classes', 'Name').sort()).toEqual(classes.sort())
})

test('the table of CSS variables gives every variable with the defaults of the style sheets', () => {
  const used = found(wxss, /var\(\s*(--iot-login-[\w-]+),/g)
  const rows = tableBelow(readme, 'CSS variables')
  expect(rows.map((row) => row.Name).sort()).toEqual(used.sort())

  const [light = '', dark = ''] = wxss.split('.iot-login--dark,')
  for (const { Name: name = '', 'Default (light)': day = '', 'Default (dark)': night = '' } of rows) {
    if (night === 'same') {
      expect([`var(${name}, ${day})`, `${name}-default: ${day};`].some((text) => wxss.includes(text))).toBe(
        true,
      )
    } else {
      expect(light).toContain(`${name}-default: ${day};`)
      expect(dark).toContain(`${name}-default: ${night};`)
    }
  }
})

test('the table of words is what the component says in each language, but for the sentences of errors', () => {
  const written = tableBelow(readme, 'Words').map((row) => [row.Key, row['zh-CN'], row['zh-TW'], row.en])
  const { errors: _, ...keys } = en
  const said = Object.keys(keys).map((key) => {
    const word = key as keyof typeof keys
    return [key, ...(['zh-CN', 'zh-TW', 'en'] as const).map((lang) => LOCALES[lang][word])]
  })
  expect(written).toEqual(said)
})

test('the table of error codes is the list of codes that happen on the phone', () => {
  const inCode = Object.keys(en.errors).filter((code) => code.startsWith('Client.'))
  expect(columnBelow(readme, 'Errors of the phone', 'Code').sort()).toEqual(inCode.sort())
})

test('the tables of the session name all its functions and options', () => {
  const functions = columnBelow(readme, 'Session', 'Function')
    .map((call) => /^session\.(\w+)/.exec(call)?.[1])
    .filter((name) => name !== undefined)
  expect(functions).toEqual(membersOf(resolve(plugin, 'session/session.ts'), 'Session'))

  const options = columnBelow(readme, 'Options', 'Name')
  expect(options).toEqual(membersOf(resolve(plugin, 'session-options.ts'), 'SessionOptions'))
})
