import { Socket } from 'node:net'
import { HeldReplies } from './held-replies'

const LONG = 600_000
let replies: HeldReplies

beforeEach(() => (replies = new HeldReplies()))
// What a failing test leaves waiting would keep Jest from ending.
afterEach(() => replies.releaseAll())

test.each([undefined, LONG])(
  'a caller who goes away is waited for no longer (%p ms)',
  async (milliseconds) => {
    const connection = new Socket()
    const elapsed = replies.hold(connection, milliseconds)
    connection.destroy()
    expect(await elapsed).toBe(false)
  },
)

test.each([undefined, LONG])('a caller who has gone is not waited for (%p ms)', async (milliseconds) => {
  const connection = new Socket()
  connection.destroy()
  await new Promise((resolve) => connection.once('close', resolve))
  expect(await replies.hold(connection, milliseconds)).toBe(false)
})

test('all who are let go lose their connection', async () => {
  const connections = [new Socket(), new Socket()]
  const elapsed = connections.map((connection) => replies.hold(connection))
  replies.releaseAll()
  expect(await Promise.all(elapsed)).toEqual([false, false])
  expect(connections.map(({ destroyed }) => destroyed)).toEqual([true, true])
})

test('a wait that is over leaves no listener behind', async () => {
  const connection = new Socket()
  const before = connection.listenerCount('close')
  expect(await replies.hold(connection, 1)).toBe(true)
  expect(connection.listenerCount('close')).toBe(before)
})
