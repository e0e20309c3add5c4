import { PACKED, packages, type Publication } from './publication'

const names = packages.map(({ name }) => `\`${name}\``)

const sh = (...lines: string[]): string => ['```sh', ...lines, '```'].join('\n')

/** What stands behind `npm install`: a name on npm, or the tarball that `npm run pack` makes in a clone. */
const source = (name: string, { published }: Publication): string =>
  published ? name : `/path/to/iot-login/${PACKED}/${name}.tgz`

/** The parts of documents that depend on where the packages are to be had, by the name of their marker. */
export const installBlocks = {
  'notice-en': ({ published }) =>
    published
      ? ''
      : `> **Not on npm yet.** ${names.slice(0, 2).join(', ')} and ${names[2] ?? ''} are not published, so anyone may take\n` +
        '> these names. Do not install them by name, and never run them with `npx`. `npm ci && npm run pack` in a clone of\n' +
        `> the repository makes the packages, in its folder \`${PACKED}\`.`,
  'notice-zh': ({ published }) =>
    published
      ? ''
      : `> **尚未发布到 npm。**${names.join('、')} 都还没有发布，任何人都可能抢注这些名称。请不要按名称安装，\n` +
        '> 更不要用 `npx` 运行。在仓库的克隆中运行 `npm ci && npm run pack`，三个包就会生成在\n' +
        `> \`${PACKED}\` 目录中。`,
  component: (publication) => sh(`npm install ${source('miniprogram-iot-login', publication)}`),
  relay: (publication) => sh(`npm install --global ${source('iot-login-relay', publication)}`),
  sandbox: (publication) => sh(`npm install --global ${source('iot-login-sandbox', publication)}`),
} satisfies Record<string, (publication: Publication) => string>

/** Documents and the blocks that each must hold. */
export const documents: Record<string, string[]> = {
  'README.md': ['notice-en', 'component', 'relay', 'sandbox'],
  'README.zh-CN.md': ['notice-zh', 'component', 'relay', 'sandbox'],
  'docs/quick-start.md': ['notice-en', 'component'],
  'docs/zh-CN/quick-start.md': ['notice-zh', 'component'],
  'plugin/README.md': ['notice-en', 'component'],
  'relay/README.md': ['notice-en', 'relay'],
  'sandbox/README.md': ['notice-en', 'sandbox'],
  'docs/taro.md': ['notice-en', 'component'],
  'docs/taro.zh-CN.md': ['notice-zh', 'component'],
  'docs/uni-app.md': ['notice-en', 'component'],
  'docs/uni-app.zh-CN.md': ['notice-zh', 'component'],
}

const marked = /<!-- install: ([\w-]+) -->\n[^]*?<!-- \/install -->/g

export const blocksIn = (text: string): string[] => [...text.matchAll(marked)].map(([, name = '']) => name)

/** The document with each marked part as the publication wants it. Throws for a marker that is not known. */
export const withInstallBlocks = (text: string, publication: Publication): string =>
  text.replace(marked, (_, name: string) => {
    const block = Object.entries(installBlocks).find(([known]) => known === name)?.[1]
    if (block === undefined)
      throw new Error(`<!-- install: ${name} --> is none of ${Object.keys(installBlocks).join(', ')}`)
    const content = block(publication)
    return `<!-- install: ${name} -->\n\n${content}${content === '' ? '' : '\n\n'}<!-- /install -->`
  })
