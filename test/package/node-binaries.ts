import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

const engines = (workspace: string): string =>
  (
    JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')) as {
      engines: { node: string }
    }
  ).engines.node

/** The oldest Node that the packages admit, the newest with long-term support, and the newest of all. */
export const nodeVersions = [/\d+\.\d+\.\d+/.exec(engines('relay'))?.[0] ?? '', '24.21.0', '26.10.0']

/** The folder of a Node's binary, fetched once, as the package in which npm has it; for the front of `PATH`. */
export function nodeBinary(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const folder = join(root, '.cache', 'node', version)
  const bin = join(folder, 'node_modules', name, 'bin')
  if (existsSync(bin)) return bin
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
  const options = ['--ignore-scripts', '--no-package-lock', '--loglevel=error']
  execFileSync('npm', ['install', ...options, `${name}@${version}`], {
    cwd: folder,
    shell: process.platform === 'win32',
  })
  return bin
}
