import { helpText, readCommandLine, UsageError } from './command-line'

it.each([
  [[], { name: 'start' }],
  [['start'], { name: 'start' }],
  [['check'], { name: 'check', prove: false }],
  [['check', '--prove'], { name: 'check', prove: true }],
  [['--prove', 'check'], { name: 'check', prove: true }],
  [['--help'], { name: 'help' }],
  [['-h'], { name: 'help' }],
  [['help'], { name: 'help' }],
  [['check', '--help'], { name: 'help' }],
])('%j is %j', (args, command) => {
  expect(readCommandLine(args)).toEqual(command)
})

it.each([
  [['stop'], /"stop".*try start, check or --help/],
  [['start', 'check'], /one command at a time/],
  [['start', '--prove'], /belongs to check/],
  [['--prove'], /belongs to check/],
  [['--port', '1'], /--port/],
  [['check', '--prove=yes'], /--prove/],
])('%j is refused, and says why', (args, words) => {
  expect(() => readCommandLine(args)).toThrow(UsageError)
  expect(() => readCommandLine(args)).toThrow(words)
})

it('the help names every command, option and signal', () => {
  for (const word of ['start', 'check', '--prove', '--help', 'SIGTERM', 'SIGINT', 'SIGHUP']) {
    expect(helpText).toContain(word)
  }
})
