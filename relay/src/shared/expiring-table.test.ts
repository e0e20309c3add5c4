import { ExpiringTable } from './expiring-table'

let now = 0
const clock = { now: () => now, elapsed: () => now }
let evictions = 0
const table = (limit: number) => new ExpiringTable<string>(clock, limit, () => (evictions += 1))

beforeEach(() => {
  now = 0
  evictions = 0
})

it('holds no more than its limit: the one written longest ago makes room, and that is told', () => {
  const three = table(3)
  for (const key of ['a', 'b', 'c']) three.set(key, key, 1000)
  three.set('a', 'again', 1000)
  expect(evictions).toBe(0)
  three.set('d', 'd', 1000)
  expect(three.size).toBe(3)
  expect(three.get('b')).toBeUndefined()
  expect(three.get('a')).toBe('again')
  expect(evictions).toBe(1)
})

it('counts no eviction of what had ended', () => {
  const one = table(1)
  one.set('a', 'a', 10)
  now = 10
  one.set('b', 'b', 10)
  expect(evictions).toBe(0)
})

it('forgets at the end of a life, which only writing renews', () => {
  const some = table(10)
  some.set('a', 'a', 100)
  now = 60
  expect(some.get('a')).toBe('a')
  expect(some.endsInMs('a')).toBe(40)
  now = 100
  expect(some.get('a')).toBeUndefined()
  expect(some.endsInMs('a')).toBe(0)
})

it('lets go of what has ended without being asked for it', () => {
  const large = table(100_000)
  for (let i = 0; i < 1000; i += 1) large.set(`old ${i}`, 'v', 10)
  now = 10
  for (let i = 0; i < 1000; i += 1) large.set(`new ${i}`, 'v', 10_000)
  expect(large.size).toBeLessThanOrEqual(1100)
})
