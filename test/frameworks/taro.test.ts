/** @jest-environment jsdom */
import { removeFolders } from '../vendor/built-project'
import { addressesOfLogin } from './compiled-app'
import { FrameworkHost } from './framework-host'
import { taroTemplate } from './hosts'
import { filledIn, recipeOf } from './recipe'

const PAGE = 'src/pages/index/index.tsx'
const build = (): string =>
  host.run('node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'weapp', '--no-check')

let host: FrameworkHost

beforeAll(() => {
  host = new FrameworkHost('taro', 'dist', { ...taroTemplate, ...filledIn(recipeOf('docs/taro.md')) })
})
afterAll(() => {
  host.remove()
  removeFolders()
})

describe('a Taro project that follows the recipe word by word', () => {
  test('is built, and compiled by WeChat', async () => {
    expect(build()).toBe('')
    expect(await host.complaint()).toBe('')
  })

  test('logs in by a tap, with the session of app.tsx', async () => {
    expect(await addressesOfLogin(host.built('.'))).toEqual(['https://login.example.com/login'])
  })
})

describe('its types', () => {
  const check = (): string => host.run('node_modules/typescript/bin/tsc')

  test('know the tag', () => {
    expect(check()).toBe('')
  })

  test.each([
    ['size="huge"', 'signedIn="card"', 'size="huge"'],
    ['a detail that the event does not have', 'detail.token', 'detail.tokens'],
  ])('refuse %s', (_what, find, replacement) => {
    host.edit(PAGE, find, replacement)
    const complaint = check()
    host.edit(PAGE, replacement, find)
    expect(complaint).toMatch(/index\.tsx.*error TS/)
  })
})

test('the path of the README for WeChat DevTools builds as well, and WeChat does not find the component', async () => {
  const own = '../../../node_modules/miniprogram-iot-login/miniprogram_dist/'
  host.edit('src/pages/index/index.config.ts', own, 'miniprogram-iot-login/')
  expect(build()).toBe('')
  expect(await host.complaint()).toMatch(/component not found/)
})
