import { installFakeWx } from '../../test/stand-ins/fake-wx'
import { byHand, fail } from '../../test/stand-ins/scripted-call'
import { sessionRecordStore } from './session-record'
import { wxStorage } from './wx-storage'

const record = { token: 'kept', expireAt: 1_800_007_200, expiresIn: 7200, receivedAt: 0 }

test('the key names the schema and the AppKey', async () => {
  const phone = installFakeWx()
  await sessionRecordStore(wxStorage(true), 'my-app-key').save(record)
  expect([...phone.storage.entries.keys()]).toEqual(['iot-login:v1:my-app-key'])
})

test('two AppKeys do not share a record', async () => {
  installFakeWx()
  const one = sessionRecordStore(wxStorage(true), 'one')
  const other = sessionRecordStore(wxStorage(true), 'other')
  await one.save(record)
  expect(await other.load()).toBeUndefined()
  await other.save(undefined)
  expect(await one.load()).toEqual(record)
})

test('a record written without encryption is not found with it', async () => {
  installFakeWx()
  await sessionRecordStore(wxStorage(false), 'app-key').save(record)
  await expect(sessionRecordStore(wxStorage(true), 'app-key').load()).rejects.toMatchObject({
    errMsg: expect.stringContaining('decrypted'),
  })
  expect(await sessionRecordStore(wxStorage(false), 'app-key').load()).toEqual(record)
})

test('a second write waits for the first, so the last one asked for is the one that stays', async () => {
  const phone = installFakeWx()
  const slow = byHand<object>()
  phone.setStorage.next(slow)
  const records = sessionRecordStore(wxStorage(true), 'app-key')
  const first = records.save(record)
  const second = records.save({ signedOut: true })
  await Promise.resolve()
  await Promise.resolve()
  expect(phone.setStorage.calls).toHaveLength(1)
  slow.succeed({})
  await Promise.all([first, second])
  expect(await records.load()).toEqual({ signedOut: true })
})

test('a reading waits for the writes before it', async () => {
  const phone = installFakeWx()
  const slow = byHand<object>()
  phone.setStorage.next(slow)
  const records = sessionRecordStore(wxStorage(true), 'app-key')
  void records.save(record)
  void records.save({ signedOut: true })
  const found = records.load()
  await Promise.resolve()
  slow.succeed({})
  expect(await found).toEqual({ signedOut: true })
})

test('whether a write worked is told, and none rejects', async () => {
  const phone = installFakeWx()
  const records = sessionRecordStore(wxStorage(true), 'app-key')
  phone.setStorage.next(fail('setStorage:fail exceed storage limit'))
  expect(await records.save(record)).toBe(false)
  expect(await records.save(record)).toBe(true)
})
