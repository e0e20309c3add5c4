import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'
import { filesIn } from './built-project'

const folder = join(root, 'node_modules/miniprogram-compiler/bin/linux')

/** Runs one of the native compilers of DevTools, which exist for Linux on x64 too, and answers its complaints. */
function complaintsOf(tool: 'wcc' | 'wcsc', options: string[], cwd: string, extension: string): string[] {
  const program = join(folder, tool)
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`npm ci\``)
  // One of the two is published without its execute bit.
  chmodSync(program, 0o755)
  const files = filesIn(cwd).filter((path) => path.endsWith(extension))
  const { status, stderr, error } = spawnSync(program, [...options, ...files], { cwd, encoding: 'utf8' })
  if (error) throw error
  if (status === 0) return []
  return stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('error file count'))
}

/** What `wcc` says about the templates below `cwd`: expressions, directives and wxs, which the compiler lets pass. */
export const complaintsOfWcc = (cwd: string) => complaintsOf('wcc', ['-d'], cwd, '.wxml')

/** What `wcsc` says about the style sheets below `cwd`: imports to nowhere, which the compiler lets pass. */
export const complaintsOfWcsc = (cwd: string) => complaintsOf('wcsc', ['-lc', '-js'], cwd, '.wxss')
