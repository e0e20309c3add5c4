/**
 * `npm run release -- 1.4.0`: gives all packages one version and the changelog its heading. It commits, tags and publishes
 * nothing: it says how.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkVersion, cutChangelog } from './changelog'

const root = join(__dirname, '..')
const changelogFile = join(root, 'CHANGELOG.md')

function npm(...args: string[]): void {
  // A shell, for Windows: there npm is a script.
  execFileSync('npm', [...args, '--loglevel=error'], { cwd: root, shell: process.platform === 'win32' })
}

function cut(version: string): void {
  const present = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  checkVersion(version, present.version)
  const date = new Date().toISOString().slice(0, 10)
  const changelog = cutChangelog(readFileSync(changelogFile, 'utf8'), version, date)
  npm(
    'version',
    version,
    '--workspaces',
    '--include-workspace-root',
    '--no-git-tag-version',
    '--no-workspaces-update',
  )
  // The lock file names the versions of the workspaces too.
  npm('install', '--package-lock-only', '--ignore-scripts')
  writeFileSync(changelogFile, changelog)
  process.stdout.write(`All packages are ${version} now. Look at the changes, then:

  git commit --all --message 'Release ${version}'
  git tag v${version}
  git push --follow-tags

The workflow "release" publishes what is tagged.
`)
}

try {
  cut(process.argv[2] ?? '')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
