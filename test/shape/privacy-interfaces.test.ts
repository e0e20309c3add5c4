import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { closureOf, privacyInterfacesIn } from './privacy-interfaces'
import { root } from './source-tree'

const builtIn = (folder: string) => (path: string) => {
  const file = join(root, folder, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** What a host with the component must declare. */
const DECLARED: Record<string, string[]> = {
  'components/iot-login/iot-login': ['identity/wx-profile.js names getUserProfile'],
  'components/iot-login-code/iot-login-code': [],
}

test('every public component is listed here', () => {
  const { publicComponents } = JSON.parse(readFileSync(join(root, 'plugin/plugin.json'), 'utf8')) as {
    publicComponents: Record<string, string>
  }
  expect(Object.values(publicComponents).sort()).toEqual(Object.keys(DECLARED).sort())
})

describe.each(['plugin/miniprogram_dist', 'dist/plugin'])('in %s', (folder) => {
  test.each(Object.entries(DECLARED))(
    '%s names these privacy interfaces and no other: %j',
    (component, declared) => {
      const read = builtIn(folder)
      expect(closureOf(component, read)).toContain('session/session-core.js')
      expect(closureOf(component, read)).toContain('components/iot-login/iot-login.wxml')
      expect(privacyInterfacesIn(component, read)).toEqual(declared)
    },
  )
})

test.each([
  ['a script', { 'a.js': 'wx.getUserProfile()' }, 'a.js names getUserProfile'],
  [
    'a script that it requires',
    { 'a.js': 'require("./b/c")', 'b/c.js': 'chooseAvatar' },
    'b/c.js names chooseAvatar',
  ],
  [
    'a template that it includes',
    { 'a.wxml': '<include src="./b.wxml" />', 'b.wxml': '<camera />' },
    'b.wxml names <camera',
  ],
  [
    'a child',
    { 'a.json': '{"usingComponents":{"b":"./b"}}', 'b.wxml': '<input type="nickname">' },
    'b.wxml names type="nickname"',
  ],
])('a name in %s is found', (_, files: Record<string, string>, finding) => {
  expect(privacyInterfacesIn('a', (path) => files[path])).toEqual([finding])
})
