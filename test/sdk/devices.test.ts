import type { AppDevSdk } from 'qcloud-iotexplorer-appdev-sdk'
import { startBench, type Bench } from './bench'
import { withIotLogin } from './ways'
import { createOfficialSdk, letSdkTimersGo } from './official-sdk'
import { DEFAULT_APP } from '../../sandbox/src'

jest.setTimeout(30_000)

const LAMP = 'SANDBOXLAMP/lamp-1'

let bench: Bench
let sdk: AppDevSdk

beforeEach(async () => {
  letSdkTimersGo()
  bench = await startBench(withIotLogin)
  const { options } = withIotLogin.start(bench, DEFAULT_APP)
  sdk = createOfficialSdk({
    ...options,
    appKey: DEFAULT_APP.iotAppKey,
    wsConfig: { url: bench.socketUrl, autoReconnect: false },
  })
  await sdk.init()
})
afterEach(async () => {
  sdk.disconnectWebsocket()
  await bench.close()
})

/** The next event of that name. */
const next = (name: string) => new Promise<unknown>((resolve) => sdk.once(name, resolve))
const posted = (path: string, body: object) =>
  fetch(bench.running.sandbox.relayEnvironment().IOT_API_URL!.replace(/\/iot\..*/, path), {
    method: 'POST',
    body: JSON.stringify(body),
  }).then((reply) => reply.json())
/** The operations on the socket, once there are that many. */
async function onSocket(count: number): Promise<string[]> {
  const entries = bench.running.sandbox.journal
    .since()
    .entries.filter(({ method }) => method === 'WebSocket')
    .map(({ operation }) => operation)
  if (entries.length >= count) return entries
  await new Promise((resolve) => setImmediate(resolve))
  return onSocket(count)
}

test('the SDK lists the demo devices and who of them is online', async () => {
  const { DeviceList, Total } = await sdk.requestApi('AppGetFamilyDeviceList', { FamilyId: 'default' })
  const ids = DeviceList.map(({ DeviceId }: { DeviceId: string }) => DeviceId)
  expect(ids).toEqual([LAMP, 'SANDBOXTEMP/thermometer-1'])
  expect(Total).toBe(2)
  await expect(sdk.requestApi('AppGetDeviceStatuses', { DeviceIds: ids })).resolves.toMatchObject({
    DeviceStatuses: [
      { DeviceId: LAMP, Online: 1 },
      { DeviceId: 'SANDBOXTEMP/thermometer-1', Online: 0 },
    ],
  })
})

test('a property that a device reports arrives as wsReport', async () => {
  await sdk.subscribeDevices([LAMP])
  expect(await onSocket(2)).toEqual(['ActivePush', 'AppDeviceTraceHeartBeat'])
  const reported = next('wsReport')
  await expect(posted('/sandbox/devices', { device: LAMP, report: { power: 1 } })).resolves.toEqual({
    heard: 1,
  })
  await expect(reported).resolves.toMatchObject({ deviceId: LAMP, deviceData: { power: { Value: 1 } } })
})

test('a device that goes offline arrives as wsStatusChange', async () => {
  await sdk.subscribeDevices([LAMP])
  await onSocket(2)
  const changed = next('wsStatusChange')
  await posted('/sandbox/devices', { device: LAMP, online: false })
  await expect(changed).resolves.toEqual({ deviceId: LAMP, deviceStatus: 0 })
})

test('a device without a listener is not heard', async () => {
  await sdk.subscribeDevices([LAMP])
  await onSocket(2)
  const answer = posted('/sandbox/devices', {
    device: 'SANDBOXTEMP/thermometer-1',
    report: { temperature: 21 },
  })
  await expect(answer).resolves.toEqual({ heard: 0 })
})

test('the socket closes when the app is hidden, and listens again when it is shown', async () => {
  await sdk.subscribeDevices([LAMP])
  await onSocket(2)
  const closed = next('wsClose')
  bench.phone.hideApp()
  await closed
  bench.phone.showApp()
  expect(await onSocket(4)).toEqual([
    'ActivePush',
    'AppDeviceTraceHeartBeat',
    'ActivePush',
    'AppDeviceTraceHeartBeat',
  ])
})
