import { createDegradingStore } from './degrading-store'
import { createMemoryStore } from './memory-store'

let now = 0
const clock = { now: () => now, elapsed: () => now }

function setUp() {
  now = 0
  let isBroken = false
  let asked = 0
  const inside = createMemoryStore(clock, 100)
  const shared = {
    ...inside,
    get: (key: string) => {
      asked += 1
      return isBroken ? Promise.reject(new Error('down')) : inside.get(key)
    },
  }
  const changes: boolean[] = []
  const local = createMemoryStore(clock, 100)
  const store = createDegradingStore({ shared, local, clock, onChange: (isShared) => changes.push(isShared) })
  return { store, inside, local, changes, asked: () => asked, breakIt: (now: boolean) => (isBroken = now) }
}

it('asks the shared store while it answers', async () => {
  const { store, inside, changes } = setUp()
  await inside.set('k', 'shared', 1000)
  expect(await store.get('k')).toBe('shared')
  expect(changes).toEqual([])
})

it('goes on with the local one when it fails, says so once, and asks again after a second', async () => {
  const { store, inside, local, changes, asked, breakIt } = setUp()
  await inside.set('k', 'shared', 100_000)
  await local.set('k', 'local', 100_000)
  breakIt(true)
  expect(await store.get('k')).toBe('local')
  expect(await store.get('k')).toBe('local')
  expect(asked()).toBe(1)
  now = 1000
  expect(await Promise.all([store.get('k'), store.get('k')])).toEqual(['local', 'local'])
  expect(asked()).toBe(2)
  expect(changes).toEqual([false])
  breakIt(false)
  now = 2000
  expect(await store.get('k')).toBe('shared')
  expect(changes).toEqual([false, true])
})

it('asks at once when it is told that the shared one is back', async () => {
  const { store, breakIt } = setUp()
  breakIt(true)
  expect(await store.probe()).toBe(false)
  breakIt(false)
  expect(await store.probe()).toBe(false)
  expect(await store.probe('now')).toBe(true)
  expect(store.isShared()).toBe(true)
})
