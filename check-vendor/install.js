/**
 * Installs what a folder's own lock file says, when it is missing or something else: `install.js <folder>`. For what is
 * large, old or only compared with; it is only ever run here, and nothing of it reaches a package.
 */
const { spawnSync } = require('node:child_process')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const folder = resolve(process.argv[2] ?? __dirname)
const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
const installed = join(folder, 'node_modules', '.installed-from.json')

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  // None of its packages needs an install script.
  const options = ['--prefix', folder, '--ignore-scripts', '--prefer-offline', '--loglevel=error']
  // A shell, for Windows: there npm is a script.
  const { status } = spawnSync('npm', ['ci', ...options], { stdio: 'inherit', shell: true })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(installed, lock)
}
