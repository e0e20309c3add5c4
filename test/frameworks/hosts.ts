import type { Recipe } from './recipe'

const json = (value: object) => JSON.stringify(value)
const projectConfig = json({
  appid: 'touristappid',
  compileType: 'miniprogram',
  setting: { es6: false, minified: false },
})

/** What `taro init` leaves behind, as far as it matters: React, TypeScript, webpack. */
export const taroTemplate: Recipe = {
  'package.json': json({ name: 'host', private: true, taroConfig: { version: '4' } }),
  'babel.config.js': "module.exports = { presets: [['taro', { framework: 'react', ts: true }]] }",
  'config/index.js': `module.exports = {
  projectName: 'host',
  designWidth: 750,
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  plugins: ['@tarojs/plugin-framework-react', '@tarojs/plugin-platform-weapp'],
  mini: {},
}`,
  'project.config.json': projectConfig,
  'tsconfig.json': json({
    compilerOptions: {
      target: 'ES2017',
      module: 'ESNext',
      moduleResolution: 'node',
      jsx: 'react-jsx',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowSyntheticDefaultImports: true,
      types: ['@tarojs/taro'],
      lib: ['ES2017', 'DOM'],
    },
    include: ['src', 'types'],
  }),
  'src/app.config.ts':
    "export default defineAppConfig({ pages: ['pages/index/index'], sitemapLocation: 'sitemap.json' })",
}

/** What the template of uni-app for Vue 3 and Vite has, as far as it matters. */
export const uniTemplate: Recipe = {
  'package.json': json({ name: 'host', private: true }),
  'index.html':
    '<!doctype html><html><body><div id="app"></div><script type="module" src="/src/main.ts"></script></body></html>',
  'vite.config.mjs': `import { defineConfig } from 'vite'
import uni from '@dcloudio/vite-plugin-uni'

export default defineConfig({ plugins: [uni.default()] })`,
  'tsconfig.json': json({
    compilerOptions: {
      target: 'ESNext',
      module: 'ESNext',
      moduleResolution: 'node',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['@dcloudio/types'],
      lib: ['ESNext', 'DOM'],
    },
    vueCompilerOptions: { strictTemplates: true },
    include: ['src/**/*.ts', 'src/**/*.vue'],
  }),
  'src/manifest.json': json({
    name: 'host',
    appid: '',
    vueVersion: '3',
    'mp-weixin': { appid: 'touristappid' },
  }),
  'src/main.ts': `import { createSSRApp } from 'vue'
import App from './App.vue'

export const createApp = () => ({ app: createSSRApp(App) })`,
}
