/** `npm run pack`: the three packages as npm would publish them, each in a file that keeps its name from version to version. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PACKED } from './publication'

const root = join(__dirname, '..')
const folder = join(root, PACKED)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const options = ['--workspaces', '--json', '--loglevel=error', '--pack-destination', PACKED]
// A shell, for Windows: there npm is a script.
const shell = process.platform === 'win32'
const answer = execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8', shell })
// What runs before packing may say something first.
const packed = JSON.parse(answer.slice(answer.indexOf('[\n'))) as { name: string; filename: string }[]
for (const { name, filename } of packed) {
  renameSync(join(folder, filename), join(folder, `${name}.tgz`))
  process.stdout.write(`${PACKED}/${name}.tgz\n`)
}
