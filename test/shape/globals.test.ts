import { importsAmong } from './imports'
import { isTest, writtenFiles } from './source-tree'
import { usesOfGlobal } from './global-names'

/** Where each global may be used: at the edge, so that everything else runs anywhere and is tested with values. */
const homes = {
  wx: (path: string) =>
    /^plugin\/(.+\/)?wx-[^/]+\.ts$/.test(path) || /^(miniprogram|preview|start)\//.test(path),
  process: (path: string) =>
    /^(relay|sandbox)\/src\/(contract\/)?main\.ts$|^preview\/main\.ts$|^(bench|release|start)\//.test(path),
  fetch: (path: string) =>
    path === 'relay/src/platform/call.ts' ||
    // A bucket is no upstream: it takes bytes, and has neither a breaker nor a quota.
    path === 'relay/src/platform/bucket-objects.ts' ||
    // The one call that a running sandbox makes: an event of WeChat's message push.
    path === 'sandbox/src/push/deliver-event.ts' ||
    // And what its contract suite asks of a relay.
    path === 'sandbox/src/contract/ask.ts' ||
    /^(preview|start|bench)\//.test(path),
}

const outgoing = ['undici', 'node:http', 'node:https', 'http', 'https']

const product = writtenFiles('.ts').filter(({ path }) => !isTest(path))

const loads = (files: typeof product, specifiers: string[], allowed: (path: string) => boolean) =>
  importsAmong(files)
    .filter(({ from, specifier, typeOnly }) => specifiers.includes(specifier) && !typeOnly && !allowed(from))
    .map(({ from, line, specifier }) => `${from}:${line} imports ${specifier}`)

describe('a global is used only at the edge:', () => {
  test('wx in wx-*.ts, in the component and in the demo host', () => {
    expect(usesOfGlobal(product, 'wx', homes.wx)).toEqual([])
  })

  test('process where a process starts', () => {
    expect(usesOfGlobal(product, 'process', homes.process)).toEqual([])
    expect(loads(product, ['process', 'node:process'], homes.process)).toEqual([])
  })

  test('outgoing calls in call.ts, and those to a bucket', () => {
    expect(usesOfGlobal(product, 'fetch', homes.fetch)).toEqual([])
    expect(loads(product, outgoing, homes.fetch)).toEqual([])
  })

  test('and what is allowed is truly used there', () => {
    const everywhere = usesOfGlobal(product, 'wx', () => false)
    expect(everywhere).toContainEqual(expect.stringContaining('plugin/session/wx-storage.ts:'))
  })
})

describe('a use of a global is seen in', () => {
  const lines = (text: string) =>
    usesOfGlobal([{ path: 'plugin/a.ts', text: `\n${text}` }], 'wx', homes.wx).map(
      (finding) => finding.split(' ')[0],
    )

  test.each([
    'wx.login()',
    'const api = wx',
    'export const api = { wx }',
    'const { login } = wx',
    'globalThis.wx.login()',
    "globalThis['wx'].login()",
    "if (typeof wx === 'object') {}",
    'function f(wx: string) { return wx }; wx.login()',
  ])('%s', (text) => {
    expect(lines(text)).toEqual(['plugin/a.ts:2'])
  })

  test.each([
    'export const f = (wx: string) => wx.length',
    "import wx from './wx-login'; wx()",
    'const port = { wx: 1 }; port.wx',
    'type Api = typeof wx',
    "// wx.login()\nconst words = 'wx.login'",
    'const { wx: port } = ports',
  ])('but not in %s', (text) => {
    expect(lines(text)).toEqual([])
  })

  test('an import that only loads something', () => {
    const files = [
      { path: 'relay/src/a.ts', text: "import { request } from 'undici'\nimport type { D } from 'undici'" },
    ]
    expect(loads(files, outgoing, homes.fetch)).toEqual(['relay/src/a.ts:1 imports undici'])
  })
})
