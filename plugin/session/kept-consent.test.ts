import { byHand } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
import { covers } from './consent'
import { createKeptConsent } from './kept-consent'
import { sessionRecordStore } from './session-record'
import { createSharedRecord } from './shared-record'
import { wxStorage } from './wx-storage'

const KEY = 'iot-login:consent:v1:app-key'
const terms = { name: 'Terms', version: '2' }

let bench: SessionBench
beforeEach(() => {
  jest.useFakeTimers()
  bench = sessionBench()
})

const stored = () => bench.phone.storage.entries.get(KEY)?.data

test('a consent is kept with names, versions and time, and nothing else of a document', async () => {
  const { consent } = bench.open()
  const page = { ...terms, page: '/terms' }
  expect(consent.give([page])).toEqual({ documents: [terms], at: Math.floor(bench.clock.now() / 1000) })
  await settle()
  expect(stored()).toEqual(consent.current)
})

test('it is found after a restart', async () => {
  bench.open().consent.give([terms])
  await settle()
  const { consent } = bench.open()
  expect(consent.current).toBeUndefined()
  await consent.read()
  expect(consent.current?.documents).toEqual([terms])
})

test('a logout takes it from the phone, even unread', async () => {
  bench.open().consent.give([terms])
  await settle()
  const restarted = bench.open()
  await restarted.logout()
  await restarted.consent.read()
  expect(restarted.consent.current).toBeUndefined()
  expect(stored()).toBeUndefined()
})

test('a logout in another copy of the package counts', async () => {
  const one = bench.open()
  one.consent.give([terms])
  await settle()
  bench.store({ signedOut: true })
  await one.restored()
  expect(one.consent.current).toBeUndefined()
})

test('a consent that a user gives again after signing out stays when the app is shown', async () => {
  bench.store({ signedOut: true })
  const shared = createSharedRecord(sessionRecordStore(wxStorage(true), 'app-key'), false)
  const consent = createKeptConsent(shared, wxStorage(false), 'app-key', bench.clock.now)
  await shared.read()
  consent.give([terms])
  shared.suspect()
  expect(consent.current?.documents).toEqual([terms])
})

test('what is given while the phone still reads stays', async () => {
  const found = byHand<{ data: unknown }>()
  bench.phone.getStorage.next(found)
  const { consent } = bench.open()
  const read = consent.read()
  consent.give([terms])
  found.succeed({ data: { documents: [{ name: 'Old' }], at: 1 } })
  await read
  expect(consent.current?.documents).toEqual([terms])
})

test('who subscribed is told of each change, and of none later', () => {
  const { consent } = bench.open()
  const told: unknown[] = []
  const unsubscribe = consent.onChange(() => told.push(consent.current?.documents))
  consent.give([terms])
  consent.withdraw()
  unsubscribe()
  consent.give([terms])
  expect(told).toEqual([[terms], undefined])
})

test.each([
  ['the same', [terms], true],
  ['none', [], true],
  ['another version', [{ name: 'Terms', version: '3' }], false],
  ['no version any more', [{ name: 'Terms' }], false],
  ['one more', [terms, { name: 'Privacy' }], false],
])('a consent for one document, asked for %s', (_, asked, expected) => {
  expect(covers({ documents: [terms], at: 1 }, asked)).toBe(expected)
})

test('no consent covers nothing but an empty list', () => {
  expect([covers(undefined, []), covers(undefined, [terms])]).toEqual([true, false])
})
