import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

const relay = join(__dirname, '../../relay')
/** As tsc wrote them, one file for each source: other compilers add functions of their own. */
const built = join(relay, 'dist')

/** The sources of the relay, without their tests. */
export const relayFiles = (): string[] =>
  readdirSync(join(relay, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )

/** The source of ours, by where V8 says that its built file lies; undefined for anything else. */
export function relayFile(url: string): string | undefined {
  const path = relative(built, url.replace(/^file:\/\//, ''))
  return path.startsWith('..') || !path.endsWith('.js') ? undefined : path.replace(/\.js$/, '.ts')
}
