/**
 * Publishes the built plugin to WeChat as a development version; making it a release is a click in the WeChat console.
 *
 *   npm run build && npm run publish:plugin -- "what is new"
 *
 * Environment:
 *   WECHAT_PLUGIN_APP_ID     AppID of the plugin
 *   WECHAT_UPLOAD_KEY_FILE   path of its upload key, from the console: Development, Code upload. The address that uploads
 *                            must be in the list of addresses there.
 *   WECHAT_UPLOAD_ROBOT      1 to 30, whose name the console shows; default 1
 *
 * With --check it compiles for that AppID and uploads nothing; no key is needed then.
 * https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html
 */
const { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join, resolve } = require('node:path')

const root = resolve(__dirname, '..')
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))
const writeJson = (path, value) => writeFileSync(path, JSON.stringify(value, null, 2))

const [description, ...others] = process.argv.slice(2).filter((argument) => argument !== '--check')
const onlyCheck = process.argv.includes('--check')
const {
  WECHAT_PLUGIN_APP_ID: appid = '',
  WECHAT_UPLOAD_KEY_FILE: keyFile = '',
  WECHAT_UPLOAD_ROBOT: robot = '1',
} = process.env

/** All of it at once, each with its cure. */
function problems() {
  const checks = [
    [
      /^wx[0-9a-f]{16}$/.test(appid),
      'WECHAT_PLUGIN_APP_ID must be the AppID of the plugin: wx and 16 digits',
    ],
    [
      onlyCheck || existsSync(keyFile),
      'WECHAT_UPLOAD_KEY_FILE must be the path of the upload key from the console',
    ],
    [/^([1-9]|[12]\d|30)$/.test(robot), 'WECHAT_UPLOAD_ROBOT must be 1 to 30, or left out'],
    [onlyCheck || description !== undefined, 'Say in one argument what is new, in quotes'],
    [others.length === 0, 'Put what is new in quotes: it is one argument'],
    [existsSync(join(root, 'dist/plugin/plugin.json')), 'dist/plugin is missing: run npm run build first'],
    [
      existsSync(join(__dirname, 'node_modules/miniprogram-ci')),
      'run npm run check:vendor first: it installs what uploads',
    ],
  ]
  return checks.filter(([holds]) => !holds).map(([, cure]) => cure)
}

/** A copy of the build in which the AppID stands wherever WeChat demands it. */
function projectFor(folder) {
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  writeJson(join(folder, 'project.config.json'), { ...readJson(join(root, 'project.config.json')), appid })
  const app = join(folder, 'dist/miniprogram/app.json')
  const host = readJson(app)
  for (const plugin of Object.values(host.plugins)) plugin.provider = appid
  writeJson(app, host)
}

/** Where its hosts log in: what was forgotten here, each of them would find out. */
function relayOf(folder) {
  const { provider } = require(join(folder, 'dist/plugin/provider.js'))
  return provider
    ? `Hosts log in at ${provider.relayUrl}.\n`
    : 'No relay is built in, so each host has to configure one: build with IOT_LOGIN_PROVIDER to spare them that.\n'
}

async function publish(folder) {
  const ci = require('miniprogram-ci')
  projectFor(folder)
  const key = onlyCheck ? { privateKey: 'none' } : { privateKeyPath: resolve(keyFile) }
  const project = new ci.Project({ appid, type: 'miniProgramPlugin', projectPath: folder, ...key })
  const { version } = readJson(join(root, 'plugin/package.json'))
  const setting = { useProjectConfig: true }
  if (onlyCheck) {
    project.attr = () => Promise.resolve({ ...ci.DefaultProjectAttr })
    const files = await ci.getCompiledResult({ project, version, desc: '', setting })
    return `${relayOf(folder)}${version} compiles for ${appid}: ${Object.keys(files).length} files. Nothing was uploaded.`
  }
  await ci.upload({ project, version, desc: description, setting, robot: Number(robot) })
  return `${relayOf(folder)}${version} is uploaded for ${appid}. Release it in the WeChat console.`
}

async function main() {
  const found = problems()
  if (found.length > 0) {
    process.stderr.write(`Not published:\n${found.map((cure) => `  - ${cure}\n`).join('')}`)
    process.exit(1)
  }
  const folder = mkdtempSync(join(tmpdir(), 'iot-login-publish-'))
  const [said, status] = await publish(folder).then(
    (words) => [words, 0],
    (error) => [`Not published: ${error.message}`, 1],
  )
  rmSync(folder, { recursive: true })
  process[status === 0 ? 'stdout' : 'stderr'].write(`${said}\n`)
  process.exit(status)
}

main()
