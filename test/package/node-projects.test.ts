import { execFileSync, spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'
import { newFolder, removeFolders } from '../vendor/built-project'
import { install, pack } from '../vendor/npm'
import { LOGGED_IN, nodeProjects } from './node-projects'

let project: string
const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' })

beforeAll(() => {
  project = newFolder('node')
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'back-end', private: true }))
  install(project, pack('iot-login-relay'), pack('iot-login-sandbox'))
  // Every TypeScript project on Node has these; they need not be fetched again.
  symlinkSync(join(root, 'node_modules/@types'), join(project, 'node_modules/@types'))
  for (const { script, text, typedScript, typedText } of nodeProjects) {
    writeFileSync(join(project, script), text)
    writeFileSync(join(project, typedScript), typedText)
  }
})
afterAll(removeFolders)

describe.each(nodeProjects)('a fresh $kind', ({ script, typedScript }) => {
  test('logs in through the installed relay and sandbox', () => {
    expect(node(script)).toBe(LOGGED_IN)
  })

  test('is typed, strictly and down to the declarations themselves', () => {
    const options = [
      '--module',
      'node16',
      '--target',
      'es2023',
      '--strict',
      '--types',
      'node',
      '--noEmitOnError',
    ]
    const complaints = tsc(project, [...options, '--outDir', 'built', typedScript])
    expect(complaints).toBe('')
    expect(node(join('built', typedScript.replace(/ts$/, 'js')))).toBe(LOGGED_IN)
  })
})

const command = (name: string, ...args: string[]) =>
  spawnSync(process.execPath, [join('node_modules', '.bin', name), ...args], {
    cwd: project,
    encoding: 'utf8',
  })

test('the command iot-login-sandbox answers --help', () => {
  expect(command('iot-login-sandbox', '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('PORT') as string,
  })
})

test('the command iot-login-relay says what it still needs to know', () => {
  const { status, stderr } = command('iot-login-relay')
  expect(status).not.toBe(0)
  expect(stderr).toContain('WECHAT_APP_ID')
})

function tsc(cwd: string, args: string[]): string {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], {
      cwd,
      encoding: 'utf8',
    })
    return ''
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}
