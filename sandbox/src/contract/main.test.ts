import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { createSandbox } from '../app'
import { readContractCommand } from './command-line'
import { reportText } from './report-text'

const run = (...args: string[]) =>
  new Promise<{ status: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args], (error, out, err) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

test('what is no relay ends with 1 and the cure of each must, what is not there with 2', async () => {
  const sandbox = createSandbox()
  const url = await sandbox.listen({ port: 0 })
  const [noRelay, nothing] = await Promise.all([
    run(url, '--sandbox', url),
    run('http://127.0.0.1:9', '--code-command', 'echo code'),
  ])
  await sandbox.close()
  expect(noRelay).toMatchObject({ status: 1, err: '' })
  expect(noRelay.out).toContain('FAILED  A code is traded for a token')
  expect(noRelay.out).toMatch(/breaks the contract\.\n$/)
  expect(nothing).toEqual({ status: 2, out: '', err: expect.stringMatching(/No relay at .*Start it/) })
}, 30_000)

test.each([
  [[], /One address/],
  [['http://a', 'http://b'], /One address/],
  [['login.example.com'], /no address/],
  [['https://login.example.com/login'], /ends in \/login/],
  [['http://a', '--sandbox', 'http://b', '--code-command', 'c'], /contradict/],
  [['http://a', '--nonsense'], /nonsense/],
])('the arguments %j are refused', (args, words) => {
  expect(() => readContractCommand(args)).toThrow(words)
})

test('the sandbox is where it always is, unless codes come from elsewhere', () => {
  expect(readContractCommand(['http://a'])).toEqual({ url: 'http://a', sandboxUrl: 'http://127.0.0.1:8788' })
  expect(readContractCommand(['http://a', '--code-command', 'c'])).toEqual({
    url: 'http://a',
    codeCommand: 'c',
  })
  expect(readContractCommand(['--help'])).toEqual({})
})

test('a report has a line for each promise, the cure below what is broken, and the counts', () => {
  const text = reportText({
    passed: false,
    findings: [
      { level: 'must', promise: 'A.', outcome: 'broken', words: `It was. ${'Do this. '.repeat(20)}` },
      { level: 'must', promise: 'B.', outcome: 'unchecked' },
      { level: 'should', promise: 'C.', outcome: 'broken', words: 'It was. Do.' },
      { level: 'may', promise: 'D.', outcome: 'kept' },
    ],
  })
  expect(text).toContain('  FAILED  A.\n          It was. Do this.')
  expect(text).toContain('  -       B.\n')
  expect(text).toContain('  no      C.\n          It was. Do.\n')
  expect(text).toContain('  ok      D.\n')
  expect(text).toContain('0 of 2 must, 0 of 1 should, 1 of 1 may.\n1 marked -')
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})
