import { arrows, brokenArrows } from './arrows'
import { cycles } from './cycles'
import { importsAmong } from './imports'
import { writtenFiles } from './source-tree'

const file = (path: string, text: string) => ({ path, text })
const findingsIn = (path: string, text: string) => brokenArrows(importsAmong([file(path, text)]))

describe('the imports', () => {
  const imports = importsAmong(writtenFiles('.ts'))

  test('is as ARCHITECTURE.md says', () => {
    expect(brokenArrows(imports)).toEqual([])
  })

  test('never goes in a ring', () => {
    expect(cycles(imports)).toEqual([])
  })

  test('is read from the real tree', () => {
    expect(imports.filter(({ from }) => from.startsWith('plugin/')).length).toBeGreaterThan(20)
  })
})

const broken: [path: string, text: string][] = [
  ['relay/src/a.ts', "import { LOGIN_PATH } from '../../plugin/relay-client/contract'"],
  ['relay/src/a.ts', "import type { Session } from '../../plugin/session/session'"],
  ['relay/src/a.ts', "import type { Session } from 'miniprogram-iot-login'"],
  ['relay/src/a.test.ts', "export * from '../../plugin/relay-client/contract'"],
  ['relay/src/a.ts', "const sandbox = require('iot-login-sandbox')"],
  ['sandbox/src/a.ts', "import type { LoginReply } from '../../plugin/relay-client/contract'"],
  ['sandbox/src/a.test.ts', "import { sign } from '../../relay/src/platform/explorer/sign'"],
  ['plugin/a.ts', "type Config = import('../relay/src/config').Config"],
  ['miniprogram/app.ts', "import { createSession } from '../plugin/create-session'"],
  ['plugin/relay-client/contract.ts', "import type { Stage } from '../errors'"],
  ['relay/src/http/a.ts', "import type { Code } from '../platform/wechat/errcodes'"],
  ['relay/src/http/a.ts', "import { createMemory } from '../shared/memory'"],
  ['relay/src/platform/a.ts', "import { reply } from '../http/error-reply'"],
  ['relay/src/login/login.ts', "import type { Memory } from '../shared/memory'"],
  ['relay/src/shared/a.ts', "import type { RelayConfig } from '../config/config'"],
  ['relay/src/events.ts', "import type { TableName } from './shared/memory'"],
  ['relay/src/http/a.ts', "import { createRelay } from '../create-relay'"],
  ['relay/src/config.ts', "const store = await import('./shared/memory')"],
  ['relay/src/app.ts', "import './main'"],
  ['plugin/session/session.ts', "import { wxStorage } from './wx-storage'"],
  ['relay/src/a.ts', "import { fixedClock } from '../../test/stand-ins/fixed-clock'"],
  ['relay/src/a.test.ts', "import { parse } from '../../test/shape/imports'"],
  ['sandbox/src/a.ts', "import { runSandbox } from '../test/running-sandbox'"],
]

describe('an arrow is seen to break when', () => {
  test.each(broken)('%s has: %s', (path, text) => {
    expect(findingsIn(path, `\n${text}`)).toContainEqual(expect.stringContaining(`${path}:2 imports `))
  })

  test('and so for each arrow that there is', () => {
    const findings = broken.flatMap(([path, text]) => findingsIn(path, text))
    const unproven = arrows.filter(({ rule }) => !findings.some((finding) => finding.endsWith(rule)))
    expect(unproven).toEqual([])
  })

  test.each([
    ['relay/src/a.ts', "import type { LoginReply } from '../../plugin/relay-client/contract'"],
    ['relay/src/a.ts', "import { type LoginReply } from '../../plugin/relay-client/contract'"],
    ['relay/src/main.ts', "import { createMemory } from './shared/memory'"],
    ['relay/src/http/a.ts', "import type { Shared } from '../login/claims'"],
    ['miniprogram/app.ts', "import type * as IotLogin from 'miniprogram-iot-login'"],
    ['sandbox/src/a.test.ts', "import { runSandbox } from '../test/running-sandbox'"],
    ['plugin/a.test.ts', "import { fakeWx } from '../test/stand-ins/fake-wx'"],
  ])('but not when %s has: %s', (path, text) => {
    const known = ['plugin/index.ts', 'plugin/relay-client/contract.ts'].map((each) => file(each, ''))
    known.push(file('relay/src/shared/memory.ts', ''), file('relay/src/login/claims.ts', ''))
    expect(brokenArrows(importsAmong([file(path, text), ...known]))).toEqual([])
  })

  test('three files import in a ring, one of them for a type', () => {
    const ring = [
      file('a/one.ts', "import { two } from './two'"),
      file('a/two.ts', "import { three } from '../b'"),
      file('b/index.ts', "\nexport type { One } from '../a/one'"),
      file('a/four.ts', "import './one'"),
    ]
    expect(cycles(importsAmong(ring))).toEqual([
      'b/index.ts:2 imports in a ring: a/one.ts → a/two.ts → b/index.ts → a/one.ts',
    ])
  })
})
