import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { importsAmong } from '../../shape/imports'
import { filesIn } from '../built-project'

/** `require` of files that are not there. WeChat resolves at run time only: the app would not start. */
export function unresolvedRequires(folder: string): string[] {
  const scripts = filesIn(folder)
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
  const isThere = (path: string) =>
    [path, `${path}.js`, join(path, 'index.js')].some((one) => /\.js$/.test(one) && existsSync(one))
  return importsAmong(scripts)
    .filter(({ from, specifier }) =>
      specifier.startsWith('.')
        ? !isThere(join(folder, dirname(from), specifier))
        : !isThere(join(folder, 'miniprogram_npm', specifier)),
    )
    .map(({ from, line, specifier }) => `${from}:${line} requires ${specifier}, which is not there`)
}
