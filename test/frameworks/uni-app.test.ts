/** @jest-environment jsdom */
import { removeFolders } from '../vendor/built-project'
import { addressesOfLogin } from './compiled-app'
import { FrameworkHost } from './framework-host'
import { uniTemplate } from './hosts'
import { filledIn, recipeOf } from './recipe'

const OUTPUT = 'dist/build/mp-weixin'
const UNI = 'node_modules/@dcloudio/vite-plugin-uni/bin/uni.js'
const build = (): string => host.run(UNI, 'build', '-p', 'mp-weixin')

let host: FrameworkHost

beforeAll(() => {
  host = new FrameworkHost('uni-app', OUTPUT, { ...uniTemplate, ...filledIn(recipeOf('docs/uni-app.md')) })
  host.npm('postinstall')
})
afterAll(() => {
  host.remove()
  removeFolders()
})

describe('a uni-app project that follows the recipe word by word', () => {
  test('is built, and compiled by WeChat', async () => {
    expect(build()).toBe('')
    expect(await host.complaint()).toBe('')
  })

  test('logs in by a tap, with the session of App.vue, which another copy of the package has set up', async () => {
    expect(host.read('common/vendor.js')).toContain('__iotLogin1')
    expect(await addressesOfLogin(host.built('.'))).toEqual(['https://login.example.com/login'])
  })
})

describe('its types', () => {
  const check = (): string => host.run('node_modules/vue-tsc/bin/vue-tsc.js')

  test('know the tag', () => {
    expect(check()).toBe('')
  })

  test.each([
    ['size="huge"', 'signed-in="card"', 'size="huge"'],
    ['a handler of another event', '@success="onLogin"', '@success="onFail"'],
  ])('refuse %s', (_what, find, replacement) => {
    host.edit('src/pages/index/index.vue', find, replacement)
    const complaint = check()
    host.edit('src/pages/index/index.vue', replacement, find)
    expect(complaint).toMatch(/src\/pages\/index\/index\.vue.*error TS/)
  })
})

test('the path of the README for WeChat DevTools builds as well, and WeChat does not find the component', async () => {
  host.edit('src/pages.json', '/wxcomponents/', '')
  expect(build()).toBe('')
  expect(await host.complaint()).toMatch(/component not found/)
})
