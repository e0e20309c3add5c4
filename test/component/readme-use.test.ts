import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as simulate from 'miniprogram-simulate'
import * as plugin from '../../plugin/index'
import { installFakeWx } from '../stand-ins/fake-wx'

const root = resolve(__dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code ?? '')

type Methods = Record<string, (this: object, event: { detail: object }) => void>

/** Runs one of the README's scripts, and returns what it gave to `App` or `Page`. */
function run(script: string): Methods & { onLaunch?: () => void } {
  let given: Methods = {}
  const take = (options: Methods) => (given = options)
  const require = (name: string) => {
    expect(name).toBe('miniprogram-iot-login')
    return plugin
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the README's words are the test
  new Function('require', 'App', 'Page', script)(require, take, take)
  return given
}

test('the smallest use, as the README gives it, logs in', async () => {
  const phone = installFakeWx()
  const [app = '', page = ''] = blocks('js')
  const json = blocks('json').find((block) => block.includes('usingComponents')) ?? '{}'
  const [template = ''] = blocks('xml')

  run(app.replace('YOUR_APP_KEY', 'app-key')).onLaunch?.()
  const { usingComponents } = JSON.parse(json) as { usingComponents: Record<string, string> }
  const path = usingComponents['iot-login']?.replace(/^miniprogram-iot-login\//, '') ?? ''
  const rootPath = join(root, 'plugin')
  const button = simulate.load(join(rootPath, path), 'iot-login', { rootPath })
  const host = simulate.render(
    // The id is for the simulator, which finds nodes by id or class only.
    simulate.load({
      template: template.replace('<iot-login', '<iot-login id="button"'),
      usingComponents: { 'iot-login': button },
      methods: run(page),
    } as never),
  )
  const shown = new Promise((resolve) => {
    Object.assign(host.instance, { setData: resolve })
  })
  host.attach(document.body)
  host.querySelector('#button')?.querySelector('.iot-login__button')?.dispatchEvent('tap')

  await expect(shown).resolves.toEqual({ token: 'token-1', expireAt: expect.any(Number) as number })
  expect(phone.request.calls.map(({ url }) => url)).toEqual(['https://login.example.com/login'])
})

test('with the placeholder left in, it says so at start', () => {
  installFakeWx()
  const [app = ''] = blocks('js')
  expect(() => run(app).onLaunch?.()).toThrow(/appKey must be .*placeholder/)
})
