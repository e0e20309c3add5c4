import { ExpiringTable, type Ending } from './expiring-table'

let now = 0
const clock = { now: () => now, elapsed: () => now }
let evictions = 0

interface Named extends Ending {
  name: string
}
const table = (limit: number) => new ExpiringTable<Named>(clock, limit, () => (evictions += 1))
const named = (name: string, lifeMs = 1000): Named => ({ name, endsAt: now + lifeMs })

beforeEach(() => {
  now = 0
  evictions = 0
})

it('holds no more than its limit: the one written longest ago makes room, and that is told', () => {
  const three = table(3)
  for (const key of ['a', 'b', 'c']) three.set(key, named(key))
  three.set('a', named('again'))
  expect(evictions).toBe(0)
  three.set('d', named('d'))
  expect(three.size).toBe(3)
  expect(three.get('b')).toBeUndefined()
  expect(three.get('a')?.name).toBe('again')
  expect(evictions).toBe(1)
})

it('makes room in the order of writing, whatever was deleted or written again between', () => {
  const three = table(3)
  for (const key of ['a', 'b', 'c']) three.set(key, named(key))
  three.delete('a')
  three.set('b', named('b'))
  three.set('d', named('d'))
  three.set('e', named('e'))
  expect(['a', 'b', 'c', 'd', 'e'].filter((key) => three.get(key))).toEqual(['b', 'd', 'e'])
  expect(evictions).toBe(1)
})

it('counts no eviction of what had ended', () => {
  const one = table(1)
  one.set('a', named('a', 10))
  now = 10
  one.set('b', named('b', 10))
  expect(evictions).toBe(0)
})

it('forgets at the end of a life, which only writing renews', () => {
  const some = table(10)
  some.set('a', named('a', 100))
  now = 60
  expect(some.get('a')?.name).toBe('a')
  now = 100
  expect(some.get('a')).toBeUndefined()
})

it('takes out what has ended without being asked for it, and shrinks after a rush', () => {
  const large = table(100_000)
  for (let i = 0; i < 1000; i += 1) large.set(`old ${i}`, named('old', 10))
  now = 10
  for (let i = 0; i < 1000; i += 1) large.set(`new ${i}`, named('new'))
  expect(large.size).toBe(1000)
})

it('goes on when it was emptied in between', () => {
  const two = table(2)
  for (const key of ['a', 'b', 'c', 'd']) {
    two.set(key, named(key, 10))
    now += 10
    expect(two.get(key)).toBeUndefined()
  }
  for (const key of ['e', 'f', 'g']) two.set(key, named(key))
  expect(['e', 'f', 'g'].filter((key) => two.get(key))).toEqual(['f', 'g'])
})

it('looks at each entry once, however many it makes room for', () => {
  const full = table(1000)
  const looks = jest.spyOn(Map.prototype, 'entries')
  for (let i = 0; i < 5000; i += 1) full.set(`${i}`, named('v'))
  expect({ looks: looks.mock.calls.length, evictions }).toEqual({ looks: 1, evictions: 4000 })
  looks.mockRestore()
})
