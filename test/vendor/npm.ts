import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../shape/source-tree'
import { newFolder } from './built-project'

const packed = new Map<string, string>()

function npm(args: string[], cwd: string): string {
  // A shell, for Windows: there npm is a script.
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
}

/** Packs a workspace as `npm publish` would, once, and answers the tarball. */
export function pack(workspace: string): string {
  const known = packed.get(workspace)
  if (known !== undefined) return known
  const folder = newFolder('packed')
  const answer = npm(['pack', '--json', '--workspace', workspace, '--pack-destination', folder], root)
  const [{ filename } = { filename: '' }] = JSON.parse(answer) as { filename: string }[]
  const tarball = join(folder, filename)
  packed.set(workspace, tarball)
  return tarball
}

/** Installs packages into a project, as its owner would. */
export function install(project: string, ...packages: string[]): void {
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], project)
}
