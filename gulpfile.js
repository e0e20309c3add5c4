/**
 * Builds everything that WeChat sees, and the two Node packages.
 *
 *   plugin/       → plugin/miniprogram_dist   the npm form: JavaScript (ES2018, CommonJS) and its assets
 *                 → plugin/types              the declarations beside it
 *                 → dist/plugin               the plugin form: the same files and plugin.json
 *   miniprogram/  → dist/miniprogram          the demo host
 *   relay/, sandbox/ → their dist/
 *
 * TypeScript is compiled by tsc itself, once for all four parts, so that project references and error messages
 * are the compiler's own; gulp-typescript is no longer maintained. Streams only copy.
 */
const { spawn } = require('node:child_process')
const { chmod, rm } = require('node:fs/promises')
const { dest, parallel, series, src, watch } = require('gulp')

const compiledParts = ['plugin', 'relay', 'sandbox', 'miniprogram']
const outputs = [
  'dist',
  'plugin/miniprogram_dist',
  'plugin/types',
  'relay/dist',
  'sandbox/dist',
  '.cache/tsc',
]
const commands = ['relay/dist/main.js', 'sandbox/dist/main.js']

const assetsOf = (part) => [
  `${part}/**/*.{json,wxml,wxss,wxs,png,jpg,svg}`,
  `!${part}/{package,plugin,tsconfig}.json`,
  `!${part}/{miniprogram_dist,types,node_modules}/**`,
]
const pluginAssets = assetsOf('plugin')
const demoAssets = assetsOf('miniprogram')

// Bytes as they are: read as text, a picture would be spoilt.
const copy = (from, to, options) =>
  src(from, { encoding: false, allowEmpty: true, ...options }).pipe(dest(to))

/** Also forgets what tsc remembers, or it would leave out the files it believes to be there still. */
async function clean() {
  await Promise.all(outputs.map((output) => rm(output, { recursive: true, force: true })))
}

function compile(done) {
  const tsc = spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', ...compiledParts], {
    stdio: 'inherit',
  })
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
  return copy(['plugin/miniprogram_dist/**/*', 'plugin/plugin.json'], 'dist/plugin')
}

const compileAll = series(compile, allowToRun)
const build = series(clean, parallel(compileAll, copyPluginAssets, copyDemoAssets), assemblePlugin)

function watchSources() {
  const sources = [...compiledParts.map((part) => `${part}/**/*.ts`), '!**/{node_modules,types,dist}/**']
  const changes = { events: ['add', 'change'] }
  watch(sources, changes, series(compileAll, assemblePlugin))
  watch([...pluginAssets, 'plugin/plugin.json'], changes, series(copyPluginAssets, assemblePlugin))
  watch(demoAssets, changes, copyDemoAssets)
  // What is deleted must be gone from the outputs too.
  watch([...sources, ...pluginAssets, ...demoAssets, 'plugin/plugin.json'], { events: ['unlink'] }, build)
}

module.exports = { default: build, build, clean, dev: series(build, watchSources) }
