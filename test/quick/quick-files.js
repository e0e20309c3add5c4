/** Jest's filter of the quick suite: leaves out each test that starts a process, itself or by a file that it imports. */
const { existsSync, readFileSync } = require('node:fs')
const { dirname, resolve } = require('node:path')

const known = new Map()

/** Whether a file reaches `node:child_process` by imports of our own files. */
function startsProcess(path) {
  const cached = known.get(path)
  if (cached !== undefined) return cached
  // A ring of imports ends here.
  known.set(path, false)
  const specifiers = [...readFileSync(path, 'utf8').matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map(
    ([, specifier]) => specifier,
  )
  const found =
    specifiers.includes('node:child_process') ||
    specifiers
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => resolve(dirname(path), specifier))
      .map((target) => [`${target}.ts`, resolve(target, 'index.ts')].find((file) => existsSync(file)))
      .some((file) => file !== undefined && startsProcess(file))
  known.set(path, found)
  return found
}

module.exports = (paths) => ({ filtered: paths.filter((path) => !startsProcess(path)) })
module.exports.startsProcess = startsProcess
