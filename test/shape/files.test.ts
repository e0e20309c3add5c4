import { drawers, notKebab, tooLong } from './file-rules'
import { isTest, writtenFiles } from './source-tree'

const empty = (...paths: string[]) => paths.map((path) => ({ path, text: '' }))

describe('every file', () => {
  const code = writtenFiles('.ts', '.js', '.mjs', '.wxml', '.wxss', '.wxs')

  test('is short enough to read', () => {
    expect(tooLong(code)).toEqual([])
  })

  test('is named for what it does', () => {
    expect(drawers(code)).toEqual([])
  })

  test('is named in kebab-case', () => {
    const named = code.filter(({ path }) => !/\.(js|mjs)$/.test(path))
    expect(notKebab(named)).toEqual([])
  })

  test('is looked at, built ones left out', () => {
    const paths = code.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['gulpfile.js', 'miniprogram/app.ts', 'plugin/index.ts']))
    expect(paths.filter((path) => /(^|\/)(dist|node_modules|miniprogram_dist)\//.test(path))).toEqual([])
  })
})

/** What the relay does besides logins. */
const isBeside = (path: string) =>
  /^relay\/src\/(account|avatar|cloud|deletion|host-sign|lasting|on-login|tx-iot-sdk|withdrawal)\//.test(
    path,
  ) || /(avatar|bucket|app-update-user)[^/]*\.ts$/.test(path)

test('the relay logs in by 70 files at most, tests and what it does besides apart', () => {
  const files = writtenFiles('.ts').filter(
    ({ path }) => path.startsWith('relay/src/') && !isTest(path) && !isBeside(path),
  )
  expect(files.length).toBeGreaterThan(50)
  expect(files.length).toBeLessThanOrEqual(70)
})

describe('the rule is seen to break by', () => {
  test('a file of 251 lines, not by one of 250', () => {
    const lines = (count: number) => [{ path: 'relay/src/a.ts', text: 'x\n'.repeat(count) }]
    expect(tooLong(lines(251))).toEqual(['relay/src/a.ts:251 goes on to line 251; split it'])
    expect(tooLong(lines(250))).toEqual([])
  })

  test.each(['plugin/utils.ts', 'relay/src/helpers/a.ts', 'plugin/types.ts', 'sandbox/src/misc.test.ts'])(
    'the drawer %s',
    (path) => {
      expect(drawers(empty(path))).toHaveLength(1)
    },
  )

  test.each(['plugin/wxLogin.ts', 'relay/src/Config.ts', 'plugin/a_b.wxss'])('the name %s', (path) => {
    expect(notKebab(empty(path))).toHaveLength(1)
  })

  test('and not by a name that only holds such a word', () => {
    const fine = empty('test/types/public.test.ts', 'plugin/locale/zh-CN.ts', 'relay/src/common-name.ts')
    expect([...drawers(fine), ...notKebab(fine)]).toEqual([])
  })
})
