import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bakeProvider } from '../../plugin/bake-provider'
import { root } from '../shape/source-tree'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iot-login-provider-'))
  for (const file of ['option-rules.js', 'option-values.js']) {
    cpSync(join(root, 'dist/plugin', file), join(folder, file))
  }
})
afterEach(() => rmSync(folder, { recursive: true }))

const bake = (text: string) => () => {
  const file = join(folder, 'provider.json')
  writeFileSync(file, text)
  bakeProvider({ file, pluginRoot: folder, hostRoot: folder })
}
const fine = { relayUrl: 'https://login.example.com/', appKey: 'ProvidersKey' }

test('the plugin and its demo host get the relay, without a slash, and the AppKey', () => {
  bake(JSON.stringify(fine))()
  const provider = '{"relayUrl":"https://login.example.com","appKey":"ProvidersKey"}'
  expect(readFileSync(join(folder, 'provider.js'), 'utf8')).toContain(`exports.provider = ${provider};`)
  expect(readFileSync(join(folder, 'config.js'), 'utf8')).toContain(`exports.config = ${provider};`)
})

test.each<[string, string, string[]]>([
  ['that is empty', '{}', ['relayUrl must', 'appKey must']],
  ['that is no object', 'null', ['relayUrl must', 'appKey must']],
  ['that is not JSON', '{', ['not valid JSON']],
  ['with http', JSON.stringify({ ...fine, relayUrl: 'http://login.example.com' }), ['https']],
  ['with /login', JSON.stringify({ ...fine, relayUrl: 'https://a.example/login' }), ['without /login']],
  ['with a placeholder', JSON.stringify({ ...fine, appKey: 'YOUR_APP_KEY' }), ['appKey must']],
  [
    'with a secret',
    JSON.stringify({ ...fine, appSecret: 'hush-hush' }),
    ['appSecret', 'taken out', 'can read'],
  ],
])('a file %s is refused with the cure, and nothing is written', (_, text, says) => {
  for (const words of ['IOT_LOGIN_PROVIDER', ...says]) expect(bake(text)).toThrow(words)
  expect(bake(text)).not.toThrow('hush-hush')
  expect(existsSync(join(folder, 'provider.js'))).toBe(false)
})

test('a file that is not there is refused by its name of a variable', () => {
  expect(() =>
    bakeProvider({ file: join(folder, 'none.json'), pluginRoot: folder, hostRoot: folder }),
  ).toThrow(/IOT_LOGIN_PROVIDER.*path/)
})
