/**
 * Puts the silent entry into one file. CommonJS modules cannot be shaken: as 26 files the same code weighs a quarter
 * more. Part of the build, after tsc, whose output it replaces. esbuild joins the sources, tsc turns the exports into
 * CommonJS, since esbuild's own way needs 200 bytes of helpers.
 */
const { writeFile } = require('node:fs/promises')
const { join } = require('node:path')
const esbuild = require('esbuild')
const ts = require('typescript')

async function bundleSilent() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(__dirname, 'silent.ts')],
    bundle: true,
    format: 'esm',
    // As tsconfig.json has it: WeChat's packer takes nothing later.
    target: 'es2018',
    write: false,
    logLevel: 'warning',
  })
  const { outputText } = ts.transpileModule(outputFiles[0].text, {
    compilerOptions: { target: ts.ScriptTarget.ES2018, module: ts.ModuleKind.CommonJS },
  })
  await writeFile(join(__dirname, 'miniprogram_dist/silent.js'), outputText)
}

module.exports = { bundleSilent }

if (require.main === module) void bundleSilent()
