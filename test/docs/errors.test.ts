import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noCode } from '../../plugin/identity/code-failure'
import { en } from '../../plugin/locale/en'
import { CLOUD_FAILURES } from '../../plugin/relay-client/cloud-failures'
import { NOT_REACHED, REQUEST_FAILURES } from '../../plugin/relay-client/request-failures'
import { meaningOf, type Meaning } from '../../plugin/wx-failure'
import { errorTable } from '../../relay/src'
import { platformError } from '../../relay/src/platform/explorer/error-codes'
import { errcodeError } from '../../relay/src/platform/wechat/errcodes'
import { root, writtenFiles } from '../shape/source-tree'
import { anchorOf, readErrorPage } from './error-page'
import { tableBelow } from './markdown-table'

const english = readErrorPage('docs/errors.md')
const chinese = readErrorPage('docs/zh-CN/errors.md')
const codes = [...new Set([...Object.keys(en.errors), ...Object.keys(errorTable)])]
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Texts that no code reads, since no failure of iot-login follows from them; with the place where they are established. */
const facts: Readonly<Record<string, string>> = {
  'api scope is not declared in the privacy agreement':
    'https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html',
  'privacy permission is not authorized':
    'https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html',
  'chooseAvatar:fail cancel': 'reported by developers; no page of WeChat lists it',
}

/** What IoT Explorer sends as Message, with the Code that comes with it: https://cloud.tencent.com/document/product/1081/40781 */
const messages: Readonly<Record<string, string>> = {
  'Signature 无效': 'InvalidParameterValue',
  账号不存在: 'InvalidParameterValue.ErrorUserNotExists',
}

/** Read by the caller of the token API and by Tencent's samples; the relay meets neither. */
const notOfTheRelay = ['-1000', 'Token无效', 'InvalidParameterValue.InvalidAccessToken']

const failureOf = (text: string) =>
  /^-?\d+$/.test(text) ? { errno: Number(text), errMsg: 'fail' } : { errMsg: text }

function codeOfPlatform(text: string): string {
  const { code, row } = platformError(messages[text] ?? text, text)
  if (code in errorTable) return code
  const [sameRow] = Object.entries(errorTable).find(([, known]) => known === row) ?? []
  return sameRow ?? code.split('.', 1)[0] ?? code
}

/** What the code makes of each text, by the sections of the index. */
const readers: readonly (readonly [section: string, code: (text: string) => string | undefined])[] = [
  ['wx.login', (text) => noCode('wx.login', failureOf(text), ({ code }) => code).code],
  ['wx.request', (text) => (meaningOf(failureOf(text), REQUEST_FAILURES) ?? NOT_REACHED).code],
  ["WeChat's cloud", (text) => meaningOf(failureOf(text), CLOUD_FAILURES)?.code],
  ["WeChat's errcodes", (text) => errcodeError(Number(text)).code],
  ['IoT Explorer', (text) => (notOfTheRelay.includes(text) ? undefined : codeOfPlatform(text))],
]

describe.each([
  ['docs/errors.md', english],
  ['docs/zh-CN/errors.md', chinese],
])('%s', (_, { text, index, entries }) => {
  const anchors = entries.map(({ anchor }) => anchor)

  test('has one paragraph for each code, at its address, and none for a code that does not exist', () => {
    const written = entries.filter(({ heading }) => codes.includes(heading.replaceAll('`', '')))
    expect(written.map(({ heading }) => heading).sort()).toEqual(codes.map((code) => `\`${code}\``).sort())
    for (const { heading, anchor } of written) expect(anchor).toBe(anchorOf(heading.replaceAll('`', '')))
    const strange = entries.filter(({ heading }) => /(Client|Relay|WeChat|IoTExplorer)\./.test(heading))
    expect(strange.filter((entry) => !written.includes(entry))).toEqual([])
    expect(new Set(anchors).size).toBe(anchors.length)
  })

  test('says of each who can fix it, and how', () => {
    const roles = ['user', 'developer', 'operator', 'wait', '用户', '开发者', '运维人员', '等待']
    expect(entries.filter(({ role, fix }) => !roles.includes(role) || fix.length < 5)).toEqual([])
  })

  test('links within the page lead somewhere, from every row of the index', () => {
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target)
    expect(links.filter((target) => !anchors.includes(target))).toEqual([])
    expect(index.flat().filter((row) => row.texts.length === 0 || row.anchors.length === 0)).toEqual([])
  })

  test.each(readers)('leads from the texts of %s to what the code makes of them', (section, codeOf) => {
    const rows = index[readers.findIndex(([name]) => name === section)] ?? []
    expect(rows.length).toBeGreaterThan(5)
    for (const { texts, anchors: led } of rows) {
      // WeChat's errmsg is not read: its number decides.
      const told = section.endsWith('errcodes') ? texts.slice(0, 1) : texts
      const expected = told.map(codeOf).filter((code) => code !== undefined)
      expect([texts, expected.map(anchorOf)]).toEqual([texts, expected.map(() => led[0])])
    }
  })
})

test('both languages have the same headings, addresses, texts and roles in the same order', () => {
  const roles: Record<string, string> = {
    用户: 'user',
    开发者: 'developer',
    运维人员: 'operator',
    等待: 'wait',
  }
  const outline = ({ levels, index, entries }: typeof english) => ({
    levels,
    index,
    entries: entries.map(({ anchor, role }) => [anchor, roles[role] ?? role]),
  })
  expect(outline(chinese)).toEqual(outline(english))
})

test('each text of the index stands in the code, or among the facts with a source', () => {
  const code = writtenFiles('.ts')
    .filter(({ path }) => /^(plugin|relay|sandbox)\//.test(path))
    .map(({ text }) => text)
    .join('\n')
  const texts = english.index.flat().flatMap((row) => row.texts)
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.filter((text) => !code.includes(text) && !(text in facts))).toEqual([])
  expect(Object.keys(facts).filter((text) => !texts.includes(text))).toEqual([])
})

test('the index has every number that the code tells apart', () => {
  const texts = english.index.flat().flatMap((row) => row.texts)
  const errcodes = [
    ...read('relay/src/platform/wechat/errcodes.ts').matchAll(/^ {2}\[?(-?\d+)\]?: \{/gm),
  ].map(([, number = '']) => number)
  const numbers = (meanings: readonly Meaning[]) => meanings.flatMap((meaning) => meaning.numbers ?? [])
  const known = [
    ...errcodes,
    ...numbers(REQUEST_FAILURES).map(String),
    ...numbers(CLOUD_FAILURES).map(String),
  ]
  expect(errcodes.length).toBeGreaterThan(20)
  expect(known.filter((number) => !texts.includes(number))).toEqual([])
})

test("the page and the plugin's README name the same one who can fix an error of the phone", () => {
  const letters: Record<string, string> = { U: 'user', D: 'developer', O: 'operator', '–': 'wait' }
  for (const { Code = '', Who = '' } of tableBelow(read('plugin/README.md'), 'Errors of the phone')) {
    const role = english.entries.find(({ anchor }) => anchor === anchorOf(Code))?.role
    expect([Code, role]).toEqual([Code, letters[Who]])
  }
})

test.each([
  ['README.md', [/docs\/errors\.md\b/]],
  ['README.zh-CN.md', [/docs\/zh-CN\/errors\.md\b/]],
  ...['plugin/README.md', 'relay/README.md', 'CONTRIBUTING.md'].map(
    (path) => [path, [/docs\/errors\.md\b/, /docs\/zh-CN\/errors\.md\b/]] as const,
  ),
] as const)('%s leads to the pages of errors', (path, links) => {
  for (const link of links) expect(read(path)).toMatch(link)
})
