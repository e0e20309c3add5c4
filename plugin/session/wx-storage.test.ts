import { installFakeWx, type FakeWx } from '../../test/stand-ins/fake-wx'
import { fail, never, throwing } from '../../test/stand-ins/scripted-call'
import { wxStorage } from './wx-storage'

let phone: FakeWx

beforeEach(() => {
  jest.useFakeTimers()
  phone = installFakeWx()
})

test('what was set is got, until it is removed', async () => {
  const storage = wxStorage(true)
  await storage.set('key', { a: 1 })
  expect(await storage.get('key')).toEqual({ a: 1 })
  await storage.remove('key')
  expect(await storage.get('key')).toBeUndefined()
})

test.each([true, false])('reading and writing pass the same flag: %s', async (encrypt) => {
  const storage = wxStorage(encrypt)
  await storage.set('key', 1)
  await storage.get('key')
  expect(phone.setStorage.calls[0]).toMatchObject({ encrypt })
  expect(phone.getStorage.calls[0]).toMatchObject({ encrypt })
})

test('that nothing is there is no failure; that it cannot be read is one', async () => {
  await expect(wxStorage(true).get('key')).resolves.toBeUndefined()
  await wxStorage(false).set('key', 1)
  await expect(wxStorage(true).get('key')).rejects.toMatchObject({ errMsg: expect.any(String) })
})

const storage = wxStorage(true)
const uses = [
  ['getStorage', () => storage.get('key')],
  ['setStorage', () => storage.set('key', 1)],
  ['removeStorage', () => storage.remove('key')],
] as const

test.each(uses)('a failure of %s is handed on', async (name, use) => {
  phone[name].next(fail(`${name}:fail quota reached`))
  await expect(use()).rejects.toMatchObject({ errMsg: `${name}:fail quota reached` })
})

test.each(uses)('what %s throws is a rejection', async (name, use) => {
  phone[name].next(throwing(new Error('gone')))
  await expect(use()).rejects.toThrow('gone')
})

test.each(uses)('a %s that hangs is given up after a second', async (name, use) => {
  phone[name].next(never)
  let over = false
  const settled = use().catch(() => (over = true))
  await jest.advanceTimersByTimeAsync(999)
  expect(over).toBe(false)
  await jest.advanceTimersByTimeAsync(1)
  await settled
  expect(over).toBe(true)
})
