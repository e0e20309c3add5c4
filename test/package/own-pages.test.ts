import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'
import { newFolder, removeFolders } from '../vendor/built-project'
import { install, pack } from '../vendor/npm'

/** The README's examples, each under the name that its first line says. */
const examples = [
  ...readFileSync(join(root, 'plugin/README.md'), 'utf8').matchAll(
    /^```js\n\/\/ (index\.\S+)\n([^]*?)^```/gm,
  ),
].map(([, name = '', text = '']) => ({ name, text }))

const runners = [
  { runner: 'jest', example: 'index.test.js', command: ['node_modules/jest/bin/jest.js', '--env', 'jsdom'] },
  {
    runner: 'vitest',
    example: 'index.spec.mjs',
    command: ['node_modules/vitest/vitest.mjs', 'run', '--environment', 'jsdom'],
  },
  {
    runner: 'jest and glass-easel',
    example: 'glass-easel.test.js',
    command: ['node_modules/jest/bin/jest.js', '--env', 'jsdom'],
  },
  { runner: 'node:test', example: 'index.node-test.js', command: ['--test', '--test-force-exit'] },
]

/** One that hangs fails. */
const TIME_LIMIT_MS = 60_000

let project: string

beforeAll(() => {
  project = newFolder('own-pages')
  // jest's resolver has releases that lack a binary of some platforms.
  const overrides = { 'unrs-resolver': '1.11.1' }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'host', private: true, overrides }))
  cpSync(join(root, 'test/own-pages/host'), join(project, 'miniprogram'), { recursive: true })
  for (const { name, text } of examples) writeFileSync(join(project, name), text)
  const [ofJest] = examples
  const inGlassEasel = ofJest?.text.replace(
    "root: 'miniprogram'",
    "root: 'miniprogram', runner: 'glass-easel'",
  )
  writeFileSync(join(project, 'glass-easel.test.js'), inGlassEasel ?? '')
  const tools = ['miniprogram-simulate@1.6.2', 'jest@30', 'jest-environment-jsdom@30', 'vitest@3', 'jsdom@26']
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  for (const [name, version] of Object.entries(devDependencies)) {
    if (name.startsWith('glass-easel')) tools.push(`${name}@${version}`)
  }
  install(project, pack('miniprogram-iot-login'), ...tools)
})
afterAll(removeFolders)

test.each(runners)("the README's test passes in $runner, from the package", ({ example, command }) => {
  expect(run([...command, example])).toMatchObject({ status: 0 })
})

test.each(runners)('and fails in $runner when the page greets no user', ({ example, command }) => {
  const page = join(project, 'miniprogram/pages/index/index.js')
  const text = readFileSync(page, 'utf8')
  writeFileSync(page, text.replace("'Welcome'", "'Go away'"))
  try {
    expect(run([...command, example]).status).not.toBe(0)
  } finally {
    writeFileSync(page, text)
  }
})

function run(args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    timeout: TIME_LIMIT_MS,
  })
  return { status, output: stdout + stderr }
}
