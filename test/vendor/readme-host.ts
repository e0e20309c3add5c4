import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../shape/source-tree'
import { newFolder } from './built-project'
import { install, pack } from './npm'

export interface ReadmeHost {
  /** The folder of `project.config.json`. */
  folder: string
  miniprogramRoot: string
}

const readme = () => readFileSync(join(root, 'README.md'), 'utf8')

/** The code blocks of a language in the README, in order. */
export const readmeBlocks = (language: string): string[] =>
  [...readme().matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, code]) => code ?? '',
  )

/** What the README puts into project.config.json where package.json stands above the folder of app.json. */
export const readmeProjectConfig = () =>
  JSON.parse(readmeBlocks('json').find((block) => block.includes('packNpmRelationList')) ?? '{}') as {
    setting: { packNpmRelationList: [{ packageJsonPath: string; miniprogramNpmDistDir: string }] }
  }

/**
 * An empty mini program, then what the README says, word by word: its install command in the folder of app.json (with
 * the packed package in the place of its name), its app.js, and its page.
 */
export function hostByReadme(): ReadmeHost {
  const folder = newFolder('readme-host')
  const miniprogramRoot = join(folder, 'miniprogram')
  const [app = '', page = ''] = readmeBlocks('js')
  const pageJson = readmeBlocks('json').find((block) => block.includes('usingComponents')) ?? ''
  const [template = ''] = readmeBlocks('xml')
  const files = {
    '../project.config.json': json({
      appid: 'touristappid',
      compileType: 'miniprogram',
      miniprogramRoot: 'miniprogram/',
      setting: { es6: false, minified: true, minifyWXML: true, minifyWXSS: true },
    }),
    'package.json': json({ name: 'host', private: true }),
    'app.json': json({ pages: ['pages/index/index'], sitemapLocation: 'sitemap.json' }),
    'sitemap.json': json({ rules: [] }),
    // The one word that the README leaves to its reader.
    'app.js': app.replace('YOUR_APP_KEY', 'AppKeyOfMyOwn'),
    'pages/index/index.js': page,
    'pages/index/index.json': pageJson,
    'pages/index/index.wxml': template,
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(miniprogramRoot, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  // A name, or a tarball that is named for it.
  const command = /^npm install (?:\S*\/)?([\w-]+)(?:\.tgz)?$/m.exec(readmeBlocks('sh').join(''))
  install(miniprogramRoot, pack(command?.[1] ?? ''))
  return { folder, miniprogramRoot }
}

const json = (value: object) => JSON.stringify(value)
