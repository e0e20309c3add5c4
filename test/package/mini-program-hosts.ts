/** What a TypeScript host writes beside its pages; WeChat's own template has the same. */
export const tsconfig = {
  compilerOptions: {
    target: 'ES2018',
    module: 'CommonJS',
    moduleResolution: 'Bundler',
    lib: ['ES2018'],
    types: ['miniprogram-api-typings'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmitOnError: true,
    allowJs: true,
    checkJs: true,
    outDir: 'miniprogram',
    rootDir: 'src',
  },
  include: ['src/**/*'],
}

const template = '<iot-login bind:success="onLogin" bind:fail="onFail" />'
const pageJson = { usingComponents: { 'iot-login': 'miniprogram-iot-login/components/iot-login/iot-login' } }

/** The same mini program in TypeScript, and in JavaScript that is checked by its comments. */
export const hosts = [
  {
    language: 'TypeScript',
    'src/app.ts': `import { configure, type SessionOptions } from 'miniprogram-iot-login'

const options: SessionOptions = { relayUrl: 'https://login.example.com', appKey: 'AppKey' }

App({
  onLaunch() {
    configure(options)
  },
})
`,
    'src/pages/index/index.ts': `import { getSession, isLoginError, type FailDetail, type SuccessDetail } from 'miniprogram-iot-login'

Page({
  data: { token: '', code: '' },
  onLogin({ detail }: WechatMiniprogram.CustomEvent<SuccessDetail>) {
    this.setData({ token: detail.token })
  },
  onFail({ detail }: WechatMiniprogram.CustomEvent<FailDetail>) {
    this.setData({ code: detail.code })
  },
  async read(): Promise<string> {
    try {
      const { Token } = await getSession().getAccessToken()
      return Token
    } catch (error) {
      return isLoginError(error) ? error.stage : ''
    }
  },
})
`,
  },
  {
    language: 'JavaScript',
    'src/app.js': `const { configure } = require('miniprogram-iot-login')

App({
  onLaunch() {
    configure({ relayUrl: 'https://login.example.com', appKey: 'AppKey' })
  },
})
`,
    'src/pages/index/index.js': `const { getSession } = require('miniprogram-iot-login')

Page({
  data: { token: '' },
  /** @param {WechatMiniprogram.CustomEvent<import('miniprogram-iot-login').SuccessDetail>} event */
  onLogin({ detail }) {
    this.setData({ token: detail.token })
  },
  onFail() {},
  async read() {
    return (await getSession().getAccessToken()).Token
  },
})
`,
  },
]

/** Files that are the same in every host, below its miniprogramRoot. */
export const assets = {
  'app.json': JSON.stringify({ pages: ['pages/index/index'], sitemapLocation: 'sitemap.json' }),
  'sitemap.json': JSON.stringify({ rules: [] }),
  'pages/index/index.json': JSON.stringify(pageJson),
  'pages/index/index.wxml': template,
}
