import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { newFolder, removeFolders } from '../vendor/built-project'
import { pack } from '../vendor/npm'
import { nodeBinary, nodeVersions } from './node-binaries'
import { LOGGED_IN, nodeProjects } from './node-projects'

const names = ['miniprogram-iot-login', 'iot-login-relay', 'iot-login-sandbox']

afterAll(removeFolders)

describe.each(nodeVersions)('Node %s', (version) => {
  let env: NodeJS.ProcessEnv
  let project: string

  /** As on a new computer: without a lock file, and whatever the registry has today. */
  const install = (...packages: string[]) =>
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
      cwd: project,
      env,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: project, env, encoding: 'utf8' })

  beforeAll(() => {
    env = { ...process.env, PATH: [nodeBinary(version), process.env.PATH].join(delimiter) }
    project = newFolder(`node-${version}`)
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'back-end', private: true }))
    writeFileSync(join(project, '.npmrc'), 'engine-strict=true\n')
  })

  test('installs the three packages where engine-strict is set', () => {
    expect(run('node', '--version').trim()).toBe(`v${version}`)
    const { status, stderr } = install(...names.map(pack))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test.each(nodeProjects)('logs in through them from a $kind', ({ script, text }) => {
    writeFileSync(join(project, script), text)
    expect(run('node', script)).toBe(LOGGED_IN)
  })

  test('refuses a package that wants another Node, so that the check can fail', () => {
    const other = join(project, 'other')
    mkdirSync(other)
    const engines = { node: `<${version}` }
    writeFileSync(join(other, 'package.json'), JSON.stringify({ name: 'other', version: '1.0.0', engines }))
    expect(install('./other').stderr).toContain('EBADENGINE')
  })
})
