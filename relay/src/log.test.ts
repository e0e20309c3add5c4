import { createLog, logFields, type LogFields } from './log'

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5), elapsed: () => 0 }

function logged(level: Parameters<typeof createLog>[0], write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = []
  write(createLog(level, clock, (line) => lines.push(line)))
  return lines
}

describe('the log', () => {
  it('writes one JSON object a line', () => {
    const lines = logged('info', (log) => log('info', 'login', { requestId: 'a\nb', status: 200 }))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^[^\n]+\n$/)
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: '2026-01-02T03:04:05.000Z',
      level: 'info',
      event: 'login',
      requestId: 'a\nb',
      status: 200,
    })
  })

  it('drops every field that is not on its list', () => {
    const careless = { requestId: 'r', code: 'the-code', openid: 'o', nickName: 'n' } as LogFields
    const [line = ''] = logged('info', (log) => log('info', 'login', careless))
    expect(Object.keys(JSON.parse(line) as object)).toEqual(['time', 'level', 'event', 'requestId'])
  })

  it('drops values that are neither text nor a number, so no object slips through', () => {
    const careless = { hint: { session_key: 'k' } } as unknown as LogFields
    const [line = ''] = logged('info', (log) => log('info', 'login', careless))
    expect(line).not.toContain('session_key')
  })

  it('has no field for what must never be written', () => {
    expect(logFields.join(' ')).not.toMatch(/\bcode\b|openid|session|token|secret|nick|avatar|body|query/i)
  })

  it('leaves out what is below its level', () => {
    const all = (log: ReturnType<typeof createLog>): void => {
      log('debug', 'refused')
      log('info', 'login')
      log('warn', 'login')
      log('error', 'bug')
    }
    expect(logged('debug', all)).toHaveLength(4)
    expect(logged('warn', all)).toHaveLength(2)
    expect(logged('silent', all)).toHaveLength(0)
  })

  it('cuts a value that is very long', () => {
    const [line = ''] = logged('info', (log) => log('info', 'bug', { where: 'x'.repeat(10_000) }))
    expect(line.length).toBeLessThan(700)
  })

  it.each<[string, () => unknown]>([
    [
      'that throws',
      () => {
        throw new Error('the disk is full')
      },
    ],
    ['whose promise is rejected', () => Promise.reject(new Error('the log service is away'))],
  ])('goes on where it writes by a function %s', async (_what, write) => {
    const log = createLog('info', clock, write)
    expect(() => log('info', 'login')).not.toThrow()
    // A rejection that nothing catches fails this test.
    await new Promise(setImmediate)
  })
})
