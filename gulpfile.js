/**
 * Builds everything that WeChat sees, and the two Node packages.
 *
 *   plugin/       → plugin/miniprogram_dist   the npm form: JavaScript (ES2018, CommonJS) and its assets
 *                   and its silent entry in one file
 *                 → plugin/types              the declarations beside it
 *                 → plugin/testing/dist       what tests in Node.js use, which no mini program gets
 *                 → dist/plugin               the plugin form: the same files and plugin.json; with the
 *                                             provider's relay where IOT_LOGIN_PROVIDER names a file
 *   miniprogram/  → dist/miniprogram          the demo host, with the npm form in its miniprogram_npm
 *   relay/, sandbox/ → their dist/, the relay's with the contract's declaration, command and library
 *                                             each in one file
 *
 * TypeScript is compiled by tsc itself, once for all parts, so that project references and error messages
 * are the compiler's own; gulp-typescript is no longer maintained. Streams only copy.
 */
const { spawn } = require('node:child_process')
const { existsSync } = require('node:fs')
const { chmod, readdir, rm, stat } = require('node:fs/promises')
const { join, resolve } = require('node:path')
const esbuild = require('esbuild')
const { dest, parallel, series, src, watch } = require('gulp')
const { bakeProvider } = require('./plugin/bake-provider')
const { bundleSilent } = require('./plugin/bundle-silent')
const { bundleRelay } = require('./relay/bundle')
const { shipContract } = require('./relay/ship-contract')

const compiledParts = ['plugin', 'plugin/testing', 'relay', 'sandbox', 'miniprogram']
const outputs = [
  'dist',
  'plugin/miniprogram_dist',
  'plugin/types',
  'plugin/testing/dist',
  'relay/dist',
  'sandbox/dist',
  '.cache/tsc',
]
const commands = ['relay/dist/main.js', 'sandbox/dist/main.js', 'sandbox/dist/contract/main.js']

const assetsOf = (part) => [
  `${part}/**/*.{json,wxml,wxss,wxs,png,jpg,svg}`,
  `!${part}/{package,plugin,tsconfig}.json`,
  `!${part}/{miniprogram_dist,types,testing,silent,avatar,tx-iot-sdk,node_modules}/**`,
]
const pluginAssets = assetsOf('plugin')
const demoAssets = assetsOf('miniprogram')

// Bytes as they are: read as text, a picture would be spoilt.
const copy = (from, to, options) =>
  src(from, { encoding: false, allowEmpty: true, ...options }).pipe(dest(to))

async function clean() {
  await Promise.all(outputs.map((output) => rm(output, { recursive: true, force: true })))
}

/** tsc with `--force` trusts no memory of its own, so that an output that was deleted by hand comes back. */
const compileBy = (...options) =>
  function compile(done) {
    const tsc = spawn(
      process.execPath,
      [require.resolve('typescript/bin/tsc'), '-b', ...compiledParts, ...options],
      {
        stdio: 'inherit',
      },
    )
    tsc.on('error', done)
    tsc.on('exit', (status) => {
      if (status === 0) return done()
      const failure = new Error('TypeScript found the errors above')
      failure.showStack = false
      done(failure)
    })
  }

async function allowToRun() {
  await Promise.all(commands.map((command) => chmod(command, 0o755)))
}

function copyPluginAssets() {
  return copy(pluginAssets, 'plugin/miniprogram_dist', { base: 'plugin' })
}

function copyDemoAssets() {
  return copy(demoAssets, 'dist/miniprogram', { base: 'miniprogram' })
}

function assemblePlugin() {
  return copy(
    [
      'plugin/miniprogram_dist/**/*',
      '!plugin/miniprogram_dist/{silent*,avatar,tx-iot-sdk}.js',
      'plugin/plugin.json',
    ],
    'dist/plugin',
  )
}

/** What "Build npm" in WeChat DevTools would do for a host that installs the package. */
function installInDemo() {
  return copy('plugin/miniprogram_dist/**/*', 'dist/miniprogram/miniprogram_npm/miniprogram-iot-login')
}

/** The same for Tencent's SDK, which DevTools would bundle too: it is an ordinary package with dependencies. */
async function installSdkInDemo() {
  const name = 'qcloud-iotexplorer-appdev-sdk'
  const { version, license } = require(`${name}/package.json`)
  await esbuild.build({
    entryPoints: [require.resolve(name)],
    outfile: `dist/miniprogram/miniprogram_npm/${name}/index.js`,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2018',
    logLevel: 'error',
    banner: { js: `/*! ${name} ${version}, ${license}, Tencent */` },
  })
}

/** For hosts that add the plugin in the marketplace: they cannot name a relay. */
async function provideRelay() {
  const { IOT_LOGIN_PROVIDER: file } = process.env
  if (file) bakeProvider({ file, pluginRoot: resolve('dist/plugin'), hostRoot: resolve('dist/miniprogram') })
}

const assemble = series(parallel(assemblePlugin, installInDemo, installSdkInDemo), provideRelay)

let started = 0
// A file system's clock may be a few milliseconds late.
const begin = async () => void (started = Date.now() - 100)

/**
 * Deletes what this build did not write: its source is gone. Outputs are replaced and never missing, so that tests,
 * DevTools or a second build may use them meanwhile.
 */
async function prune() {
  for (const output of outputs.filter((path) => existsSync(path))) {
    for (const entry of await readdir(output, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      // Its own mtime a copy takes from its source; ctime tells when it was written.
      if (entry.isFile() && (await stat(path)).ctimeMs < started) await rm(path, { force: true })
    }
  }
}

const compileChanged = series(compileBy(), shipContract, bundleRelay, bundleSilent, allowToRun)
const compileAll = series(compileBy('--force'), shipContract, bundleRelay, bundleSilent, allowToRun)
const build = series(begin, parallel(compileAll, copyPluginAssets, copyDemoAssets), prune, assemble, prune)

// Trusts tsc's memory, and leaves what lost its source: `build` does neither.
const changed = series(parallel(compileChanged, copyPluginAssets, copyDemoAssets), assemble)

function watchSources() {
  const sources = [...compiledParts.map((part) => `${part}/**/*.ts`), '!**/{node_modules,types,dist}/**']
  const changes = { events: ['add', 'change'] }
  watch(sources, changes, series(compileChanged, assemble))
  watch([...pluginAssets, 'plugin/plugin.json'], changes, series(copyPluginAssets, assemble))
  watch(demoAssets, changes, copyDemoAssets)
  // What is deleted must be gone from the outputs too.
  watch([...sources, ...pluginAssets, ...demoAssets, 'plugin/plugin.json'], { events: ['unlink'] }, build)
}

module.exports = { default: build, build, changed, clean, dev: series(build, watchSources) }
