import { Secret } from '../secret'
import { createMemoryStore } from '../shared/memory-store'
import { createVault } from '../shared/vault'
import { createRateLimits, networkOf, type LimitedBy } from './rate-limits'

let now = 0
const clock = { now: () => now, elapsed: () => now }
const app = {
  appId: 'wx1',
  kind: 'miniProgram',
  idKind: 'openid',
  wechatAppSecret: new Secret('w'),
  iotAppKey: 'key',
  iotAppSecret: new Secret('i'),
} as const

function setUp(perMinute: Partial<Record<LimitedBy, number>>) {
  now = 0
  const limited: LimitedBy[] = []
  const limits = createRateLimits({
    store: createMemoryStore(clock, 1000),
    vault: createVault(new Secret('s')),
    perMinute: { address: 0, app: 0, user: 0, ...perMinute },
    onLimited: (by) => limited.push(by),
  })
  return { limits, limited }
}

it('lets so many in a minute, says when to come back, and then lets in again', async () => {
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
  const { limits } = setUp({ address: 1 })
  for (let i = 0; i < 3; i += 1) {
    await limits.ofApp(app)
    await limits.ofUser(app, new Secret('o'))
    for (const own of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) await limits.ofAddress(own)
  }
})

it('counts users apart, each in their own app of IoT Explorer', async () => {
  const { limits } = setUp({ user: 1 })
  await limits.ofUser(app, new Secret('one'))
  await limits.ofUser(app, new Secret('other'))
  await limits.ofUser({ ...app, iotAppKey: 'key2' }, new Secret('one'))
  await expect(limits.ofUser(app, new Secret('one'))).rejects.toMatchObject({ code: 'Relay.RateLimited' })
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
