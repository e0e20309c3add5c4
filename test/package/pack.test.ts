import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installBlocks } from '../../release/install-blocks'
import { root } from '../shape/source-tree'
import { newFolder, removeFolders } from '../vendor/built-project'

let prefix: string

/** Runs the install command of the quick start, in a prefix of its own. */
function installByReadme(block: 'relay' | 'sandbox') {
  const [, command = ''] = installBlocks[block]({ published: false, repository: '' }).split('\n')
  const [program = '', ...args] = command.replace('/path/to/iot-login', root).split(' ')
  return spawnSync(program, [...args, '--prefix', prefix, '--prefer-offline', '--loglevel=error'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
}

beforeAll(() => {
  prefix = newFolder('prefix')
  mkdirSync(join(prefix, 'lib'))
  execFileSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'release/pack.ts'], {
    cwd: root,
  })
})
afterAll(removeFolders)

test('npm run pack leaves one file for each package, and nothing else', () => {
  expect(readdirSync(join(root, 'packed')).sort()).toEqual([
    'iot-login-relay.tgz',
    'iot-login-sandbox.tgz',
    'miniprogram-iot-login.tgz',
  ])
})

test.each(['relay', 'sandbox'] as const)('the %s of the quick start is a command that runs', (block) => {
  expect(installByReadme(block)).toMatchObject({ status: 0, stderr: '' })
  const run = spawnSync(join(prefix, 'bin', `iot-login-${block}`), ['--help'], { encoding: 'utf8' })
  expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage') as string })
})
