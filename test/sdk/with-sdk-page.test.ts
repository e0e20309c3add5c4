import * as plugin from '../../plugin/index'
import { DEFAULT_APP } from '../../sandbox/src'
import { startBench, type Bench } from './bench'
import { letSdkTimersGo, quietSdk } from './official-sdk'
import { withIotLogin } from './ways'

jest.setTimeout(30_000)

const LAMP = 'SANDBOXLAMP/lamp-1'

interface WithSdkPage {
  data: { devices: { id: string; online: boolean; said: string }[]; failure: string }
  setData(change: object): void
  onLoad(): void
  onUnload(): void
  onLogOut(): Promise<void>
  onChange(event: { detail: { state: string } }): Promise<void>
}

let bench: Bench
let page: WithSdkPage
const changes: (() => void)[] = []

/** The demo's page as WeChat would hold it, with the SDK as published and everything over HTTP. */
function openPage(): WithSdkPage {
  let opened: WithSdkPage | undefined
  const { apiUrl, socketUrl, relayUrl } = bench
  const config = { relayUrl, appKey: DEFAULT_APP.iotAppKey }
  plugin.configure({ ...config, appId: DEFAULT_APP.appId })
  Object.assign(globalThis, {
    requirePlugin: () => plugin,
    Page: (options: WithSdkPage) => {
      opened = options
      opened.setData = (change) => {
        Object.assign(options.data, change)
        changes.splice(0).forEach((notice) => notice())
      }
    },
  })
  jest.doMock('../../miniprogram/config', () => ({ config, explorer: { apiUrl, socketUrl } }))
  jest.isolateModules(() => {
    quietSdk()
    require('../../miniprogram/pages/with-sdk/with-sdk')
  })
  return opened!
}

const nextChange = () => new Promise<void>((resolve) => changes.push(resolve))
const deviceDoes = (body: object) =>
  fetch(bench.apiUrl.replace(/\/iot\..*/, '/sandbox/devices'), { method: 'POST', body: JSON.stringify(body) })

beforeEach(async () => {
  letSdkTimersGo()
  bench = await startBench(withIotLogin)
  page = openPage()
  page.onLoad()
  await plugin.getSession().login()
})
afterEach(async () => {
  page.onUnload()
  await bench.close()
})

const ready = { detail: { state: 'ready' } }

test('after a login the page lists the devices', async () => {
  await page.onChange(ready)
  expect(page.data.failure).toBe('')
  expect(page.data.devices).toMatchObject([
    { id: LAMP, online: true },
    { id: 'SANDBOXTEMP/thermometer-1', online: false },
  ])
})

test('what a device reports, and that it goes, is shown as it happens', async () => {
  await page.onChange(ready)
  await listening()
  let shown = nextChange()
  await deviceDoes({ device: LAMP, report: { power_switch: 1, brightness: 80 } })
  await shown
  expect(page.data.devices[0]).toMatchObject({ said: 'power_switch: 1, brightness: 80', online: true })
  shown = nextChange()
  await deviceDoes({ device: LAMP, online: false })
  await shown
  expect(page.data.devices[0]).toMatchObject({ online: false })
})

test('after a logout nothing is shown, and the SDK gets no token', async () => {
  await page.onChange(ready)
  await page.onLogOut()
  await page.onChange({ detail: { state: 'signed-out' } })
  expect(page.data.devices).toEqual([])
  bench.startCounting()
  await page.onChange(ready)
  expect(page.data.failure).toBe('Client.SignedOut')
  expect(bench.counts()).toMatchObject({ logins: 0, requests: 0 })
})

async function listening(): Promise<void> {
  const { entries } = bench.running.sandbox.journal.since()
  if (entries.some(({ operation }) => operation === 'AppDeviceTraceHeartBeat')) return
  await new Promise((resolve) => setImmediate(resolve))
  return listening()
}
