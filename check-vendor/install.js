/**
 * Installs WeChat's compiler beside this file, when it is missing or not what the lock file says. It is only ever run
 * here, on code of this repository, and nothing of it reaches a package.
 */
const { spawnSync } = require('node:child_process')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const lock = readFileSync(join(__dirname, 'package-lock.json'), 'utf8')
const installed = join(__dirname, 'node_modules', '.installed-from.json')

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  // None of its packages needs an install script.
  const options = ['--prefix', __dirname, '--ignore-scripts', '--prefer-offline', '--loglevel=error']
  // A shell, for Windows: there npm is a script.
  const { status } = spawnSync('npm', ['ci', ...options], { stdio: 'inherit', shell: true })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(installed, lock)
}
