import { createClockSkew } from './clock'

it('reports a clock that is off, once, and that it came right; and then goes by the upstream', () => {
  let now = Date.UTC(2026, 0, 1, 0, 1, 0)
  const told: number[] = []
  const skew = createClockSkew({ now: () => now, elapsed: () => 0 }, (seconds) => told.push(seconds))
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
  const theirs = Date.parse(date)
  expect(skew.now()).toBe(now)
  skew.onDate(date)
  skew.onDate(date)
  skew.onDate('no date')
  expect(skew.now()).toBe(theirs)
  now -= 30_000
  skew.onDate(date)
  expect(skew.now()).toBe(now)
  now -= 61_000
  skew.onDate(date)
  expect(skew.now()).toBe(theirs)
  expect(told).toEqual([60, 0, -31])
})
