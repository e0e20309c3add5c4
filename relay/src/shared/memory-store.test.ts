import { createMemoryStore } from './memory-store'

let now = 0
const clock = { now: () => now, elapsed: () => now }

beforeEach(() => {
  now = 0
})

it('holds no more than its limit: the one written longest ago makes room', async () => {
  const store = createMemoryStore(clock, 3)
  for (const key of ['a', 'b', 'c']) await store.set(key, key, 1000)
  await store.set('a', 'again', 1000)
  await store.set('d', 'd', 1000)
  expect(store.size()).toBe(3)
  expect(await store.get('b')).toBeUndefined()
  expect(await store.get('a')).toBe('again')
})

it('lets go of what has ended without being asked for it', async () => {
  const store = createMemoryStore(clock, 100_000)
  for (let i = 0; i < 1000; i += 1) await store.set(`old ${i}`, 'v', 10)
  now = 10
  for (let i = 0; i < 1000; i += 1) await store.set(`new ${i}`, 'v', 10_000)
  expect(store.size()).toBeLessThanOrEqual(1100)
})

it('keeps a count while others are written', async () => {
  const store = createMemoryStore(clock, 10)
  await store.count('n', 100)
  for (let i = 0; i < 5; i += 1) await store.set(`k${i}`, 'v', 100)
  now = 99
  expect(await store.count('n', 100)).toEqual({ count: 2, endsInMs: 1 })
  now = 100
  expect(await store.count('n', 100)).toEqual({ count: 1, endsInMs: 100 })
})
