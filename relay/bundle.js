/**
 * Puts the command and the library into one file each, with all that they need but what is loaded late: a relay that reads two
 * files instead of six hundred listens sooner, and a cloud function is uploaded as one. Part of the build, after tsc,
 * whose files stay for their declarations and for measuring. The licences of what is inside stand in `dist/licences.txt`.
 */
const { existsSync, readFileSync } = require('node:fs')
const { writeFile } = require('node:fs/promises')
const { join } = require('node:path')
const esbuild = require('esbuild')

const root = join(__dirname, '..')
const dist = join(__dirname, 'dist')

const partsOfUndici = {
  name: 'parts-of-undici',
  setup: (build) =>
    build.onResolve({ filter: /^undici$/ }, () => ({ path: join(__dirname, 'undici-parts.js') })),
}

async function bundleRelay() {
  const { metafile } = await esbuild.build({
    entryPoints: { main: join(__dirname, 'src/main.ts'), 'iot-login-relay': join(__dirname, 'src/index.ts') },
    outdir: dist,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // Loaded only where they are used, and then from node_modules.
    external: ['ioredis', 'classic-level', 'sharp'],
    plugins: [partsOfUndici],
    legalComments: 'none',
    metafile: true,
    absWorkingDir: root,
    logLevel: 'warning',
  })
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
  )
  await writeFile(join(dist, 'licences.txt'), [...packages].sort().map(licenceOf).join('\n\n'))
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license', 'License']
    .map((each) => join(root, folder, each))
    .find((path) => existsSync(path))
  return `${name} ${version}, ${license}\n${file === undefined ? '' : readFileSync(file, 'utf8').trim()}`
}

module.exports = { bundleRelay }

if (require.main === module) void bundleRelay()
