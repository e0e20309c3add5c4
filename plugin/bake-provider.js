/**
 * Writes the provider's relay into a built plugin, and into its demo host, so that hosts from the marketplace configure
 * nothing. Part of the build where `IOT_LOGIN_PROVIDER` names a file: { "relayUrl": "https://…", "appKey": "…" }.
 */
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const NAMES = ['relayUrl', 'appKey']

/**
 * @param file path of the provider's file
 * @param pluginRoot folder of the built plugin, whose own rules the values must keep
 * @param hostRoot folder of its demo host
 * @throws {Error} naming each problem and its cure, but no value
 */
function bakeProvider({ file, pluginRoot, hostRoot }) {
  const provider = readProvider(file, require(join(pluginRoot, 'option-rules.js')))
  const text = JSON.stringify(provider)
  writeFileSync(join(pluginRoot, 'provider.js'), `"use strict";\nexports.provider = ${text};\n`)
  // The demo host logs in there too, with Tencent's own addresses.
  writeFileSync(
    join(hostRoot, 'config.js'),
    `"use strict";\nexports.config = ${text};\nexports.explorer = {};\n`,
  )
}

function readProvider(file, { relayUrl, text }) {
  if (!existsSync(file)) throw wrong(['names no file: correct its path, or leave it out'])
  let given
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw wrong(['is not valid JSON: check commas and quotes'])
  }
  const rules = { relayUrl, appKey: text('the AppKey of the application in the IoT Explorer console') }
  const problems = [
    ...NAMES.filter((name) => !rules[name].holds(given?.[name])).map(
      (name) => `${name} must be ${rules[name].words}`,
    ),
    ...Object.keys(Object(given))
      .filter((name) => !NAMES.includes(name))
      .map((name) => `${name} must be taken out: everyone who has the plugin can read what is in it`),
  ]
  if (problems.length > 0) throw wrong(problems)
  return { relayUrl: given.relayUrl.replace(/\/+$/, ''), appKey: given.appKey }
}

function wrong(problems) {
  const error = new Error(`IOT_LOGIN_PROVIDER: ${problems.join('; ')}.`)
  // Gulp prints the message then, without this file's lines.
  error.showStack = false
  return error
}

module.exports = { bakeProvider }
