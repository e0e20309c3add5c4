import { registeredApp } from '../../../test/stand-ins/registered-app'
import type { LimitedBy } from '../events'
import type { RegisteredApp } from '../registered-app'
import { Secret } from '../secret'
import { Memory } from '../shared/memory'
import { createRateLimits, networkOf } from './rate-limits'

let now = 0
const clock = { now: () => now, elapsed: () => now }
const app = registeredApp()

function setUp(perMinute: Partial<Record<LimitedBy, number>>) {
  now = 0
  const limited: LimitedBy[] = []
  const counters = new Memory({ clock, entries: 1000, replayMs: 0, reuseMs: 0, onEvict: () => undefined })
  const limits = createRateLimits({
    counters,
    perMinute: { address: 0, app: 0, host: 0, user: 0, ...perMinute },
    onLimited: (by) => limited.push(by),
  })
  const ofUser = async (id: string, of: RegisteredApp = app) => limits.ofUser(counters, of, new Secret(id))
  return { limits, limited, counters, ofUser }
}

it('lets a number in a minute, says when to come back, and then lets in again', async () => {
  const { limits, limited } = setUp({ address: 2 })
  await limits.ofAddress('203.0.113.1')
  now = 20_500
  await limits.ofAddress('203.0.113.1')
  await expect(limits.ofAddress('203.0.113.1')).rejects.toMatchObject({
    code: 'Relay.RateLimited',
    row: { status: 429, retryAfterSeconds: 40 },
  })
  await limits.ofAddress('203.0.113.2')
  expect(limited).toEqual(['address'])
  now = 60_000
  await limits.ofAddress('203.0.113.1')
})

it('counts neither without a limit nor this machine', async () => {
  const { limits, counters, ofUser } = setUp({ address: 1 })
  for (let i = 0; i < 3; i += 1) {
    await limits.ofApp(counters, app)
    await ofUser('o')
    for (const own of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) await limits.ofAddress(own)
  }
})

it('counts users apart, each in their own app of IoT Explorer', async () => {
  const { ofUser } = setUp({ user: 1 })
  await ofUser('one')
  await ofUser('other')
  await ofUser('one', { ...app, iotAppKey: 'key2' })
  await expect(ofUser('one')).rejects.toMatchObject({ code: 'Relay.RateLimited' })
})

it('counts apps apart', async () => {
  const { limits, counters } = setUp({ app: 1 })
  await limits.ofApp(counters, app)
  await limits.ofApp(counters, { ...app, appId: 'wx2' })
  await expect((async () => limits.ofApp(counters, app))()).rejects.toMatchObject({
    code: 'Relay.RateLimited',
  })
})

it('keeps the counts of users however many addresses come', async () => {
  const { limits, ofUser } = setUp({ user: 1, address: 10 })
  await ofUser('one')
  for (let i = 0; i < 1500; i += 1) await limits.ofAddress(`10.0.${i >> 8}.${i & 255}`)
  await expect(ofUser('one')).rejects.toMatchObject({ code: 'Relay.RateLimited' })
})

it.each([
  ['203.0.113.1', '203.0.113.1'],
  ['::ffff:203.0.113.1', '203.0.113.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['not an address', 'not an address'],
])('takes %s for one caller with all of %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
