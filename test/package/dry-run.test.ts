import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packages } from '../../release/publication'
import { root } from '../shape/source-tree'
import { newFolder, removeFolders } from '../vendor/built-project'

const VERSION = '998.0.1'

let clone: string
const read = (path: string) => readFileSync(join(clone, path), 'utf8')
const inClone = (program: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(program, args, { cwd: clone, encoding: 'utf8', env: { ...process.env, ...env } })
const tsx = (...args: string[]) => inClone(process.execPath, ['node_modules/tsx/dist/cli.mjs', ...args])

/** What is committed, and the packages that `npm ci` would bring. */
beforeAll(() => {
  clone = newFolder('release')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone])
  for (const folder of ['node_modules', 'check-vendor/node_modules']) {
    symlinkSync(join(root, folder), join(clone, folder))
  }
})
afterAll(removeFolders)

test('a version without news is not cut, and nothing is changed', () => {
  const changelog = read('CHANGELOG.md')
  writeFileSync(join(clone, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n')
  const { status, stderr } = tsx('release/cut.ts', VERSION)
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('what is new') as string })
  writeFileSync(join(clone, 'CHANGELOG.md'), changelog)
  expect(inClone('git', ['status', '--porcelain', '--untracked-files=no']).stdout).toBe('')
})

test('a release is cut: one version everywhere, and a changelog that names it', () => {
  expect(tsx('release/cut.ts', VERSION)).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining(`git tag v${VERSION}`) as string,
  })
  for (const path of ['package.json', ...packages.map(({ folder }) => `${folder}/package.json`)]) {
    expect(JSON.parse(read(path))).toMatchObject({ version: VERSION })
  }
  expect(read('package-lock.json').split(`"version": "${VERSION}"`)).toHaveLength(6)
  expect(read('CHANGELOG.md')).toMatch(/^## Unreleased\n\n## 998\.0\.1 \(\d{4}-\d\d-\d\d\)$/m)
})

test('it is built, and npm would publish the three packages', () => {
  expect(inClone(process.execPath, ['node_modules/gulp/bin/gulp.js', 'build', '-L'])).toMatchObject({
    status: 0,
  })
  const { status, stdout } = inClone('npm', ['publish', '--workspaces', '--dry-run', '--access', 'public'])
  expect(status).toBe(0)
  for (const { name } of packages) expect(stdout).toContain(`+ ${name}@${VERSION}`)
})

test('WeChat would be sent the plugin', () => {
  const { status, stdout } = inClone(process.execPath, ['check-vendor/publish-plugin.js', '--check'], {
    WECHAT_PLUGIN_APP_ID: 'wx1234567890abcdef',
  })
  expect(stdout).toContain('IOT_LOGIN_PROVIDER')
  expect(stdout).toMatch(/compiles for wx1234567890abcdef: \d+ files\. Nothing was uploaded\.\n$/)
  expect(status).toBe(0)
  expect(existsSync(join(clone, 'dist/plugin/plugin.json'))).toBe(true)
})
