/**
 * Compiles projects with WeChat's compiler, without a network and without a key. Reads jobs as JSON from its input, and
 * answers each, in order, in a file:
 *
 *   node compile.js <answers.json> <<< '[{ "projectPath", "type", "appId", "into", "npm": { "packageJsonPath", "into" } }]'
 *   answers: [{ "files": { "<path>": <bytes> }, "warnings": [] }] or [{ "error": { "code", "path", "message" } }]
 *
 * A process of its own, because the compiler leaves workers behind and writes to the console as it pleases.
 */
const { Buffer } = require('node:buffer')
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const ci = require('miniprogram-ci')

/** The AppID that DevTools has for projects without one. It is what the demo host names as the plugin's provider. */
const APP_ID = 'touristappid'

async function compile({ projectPath, type, appId = APP_ID, into, npm }) {
  let warnings = []
  if (npm) {
    const { packageJsonPath, into } = npm
    const packed = await ci.packNpmManually({ packageJsonPath, miniprogramNpmDistDir: into })
    warnings = packed.warnList
  }
  const project = new ci.Project({ appid: appId, type, projectPath, privateKey: 'none' })
  // It would ask WeChat's servers about the account, which an upload needs and a compilation does not.
  project.attr = () => Promise.resolve({ ...ci.DefaultProjectAttr })
  const setting = { useProjectConfig: true }
  const files = await ci.getCompiledResult({ project, version: '0.0.0', desc: '', setting })
  if (into) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(into, path)), { recursive: true })
      writeFileSync(join(into, path), content)
    }
  }
  const sizes = Object.entries(files).map(([path, content]) => [path, Buffer.byteLength(content)])
  return { files: Object.fromEntries(sizes), warnings }
}

async function main() {
  const answers = []
  for (const job of JSON.parse(readFileSync(0, 'utf8'))) {
    answers.push(await compile(job).catch(({ code, path, message }) => ({ error: { code, path, message } })))
  }
  writeFileSync(process.argv[2], JSON.stringify(answers))
  process.exit(0)
}

main()
