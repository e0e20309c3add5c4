import { Writable } from 'node:stream'
import { createLogOutput } from './log-output'

type Written = (error?: Error | null) => void

/** Standard output, which stays in use after a fault. */
function breakable() {
  let code: string | undefined
  const lines: string[] = []
  return {
    lines,
    setFault: (next?: string) => (code = next),
    stream: {
      on: jest.fn(),
      write(line: string, written: Written) {
        if (code === undefined) lines.push(line)
        written(code === undefined ? null : Object.assign(new Error('x'), { code }))
        return true
      },
    },
  }
}

it('counts the lines that a broken stream loses, and says the loss and its end once each', () => {
  const { stream, lines, setFault } = breakable()
  const said: string[] = []
  const output = createLogOutput(stream as never, (text) => said.push(text))
  for (const fault of [undefined, 'EPIPE', 'EPIPE', undefined, undefined]) {
    setFault(fault)
    output.write(`${fault ?? 'fine'}\n`)
    output.flush()
  }
  expect(lines).toEqual(['fine\n', 'fine\n', 'fine\n'])
  expect(output.lostLines()).toBe(2)
  expect(said).toEqual([
    expect.stringMatching(/EPIPE.*lines are lost, logins are served\. Check/),
    expect.stringMatching(/again: 2 line/),
  ])
})

it('takes a stream that throws at once for one that fails', () => {
  const said: string[] = []
  const write = (): never => {
    throw Object.assign(new Error('x'), { code: 'ENOSPC' })
  }
  const output = createLogOutput({ on: jest.fn(), write }, (text) => said.push(text))
  output.write('one\n')
  output.flush()
  expect(output.lostLines()).toBe(1)
  expect(said).toEqual([expect.stringContaining('ENOSPC')])
})

it('writes the lines of a turn together, in their order, and loses none at the end', async () => {
  const { stream, lines } = breakable()
  const output = createLogOutput(stream as never, () => undefined)
  output.write('one\n')
  output.write('two\n')
  expect(lines).toEqual([])
  await new Promise(setImmediate)
  output.write('three\n')
  output.flush()
  await new Promise(setImmediate)
  expect(lines).toEqual(['one\ntwo\n', 'three\n'])
})

it('lives on when the stream itself tells of an error, as a pipe does whose reader has gone', async () => {
  const said: string[] = []
  const pipe = new Writable({
    write: (_line, _encoding, written) => written(Object.assign(new Error('x'), { code: 'EPIPE' })),
  })
  const output = createLogOutput(pipe, (text) => said.push(text))
  output.write('one\n')
  output.flush()
  while (!pipe.closed) await new Promise(setImmediate)
  expect([output.lostLines(), said]).toEqual([1, [expect.stringContaining('EPIPE')]])
})
