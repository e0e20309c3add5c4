import type { AppDevSdk } from 'qcloud-iotexplorer-appdev-sdk'
import { DEFAULT_APP, type SandboxApp } from '../../sandbox/src'
import { startRelay, type RunningRelay } from '../stand-ins/running-relay'
import { installWxOverHttp } from '../stand-ins/wx-over-http'
import { createOfficialSdk } from './official-sdk'
import { runCloudFunction } from './cloud-function'
import type { App, BackEnds, Way } from './way'

export const OTHER_APP: SandboxApp = {
  appId: 'wx5a4db0c000000002',
  appSecret: 'sandbox-not-a-real-secret-of-wechat-2',
  iotAppKey: 'SandboxAppKey0002',
  iotAppSecret: 'sandbox-not-a-real-secret-of-iot-explorer-2',
}

/** How much a situation has cost. */
export interface Counts {
  /** Logins that the phone asked its back end for. */
  logins: number
  /** Requests from the phone to IoT Explorer. */
  requests: number
  /** Keys that are in the phone's storage afterwards. */
  keys: string[]
}

/** One phone, its back ends and the platforms, for one situation. */
export interface Bench extends BackEnds {
  way: Way
  running: RunningRelay
  socketUrl: string
  /** Opens the mini program: new app, new SDK, and whatever storage holds. */
  open(app?: SandboxApp): App & { sdk: AppDevSdk }
  /** Counts from here on. */
  startCounting(): void
  counts(): Counts
  close(): Promise<void>
}

/** Starts a sandbox and a relay that serves two apps, and puts a phone before them. */
export async function startBench(way: Way): Promise<Bench> {
  const apps = [DEFAULT_APP, OTHER_APP]
  const running = await startRelay({
    sandbox: { apps },
    environment: {
      RELAY_APPS_FILE: 'apps.json',
      WECHAT_APP_ID: undefined,
      WECHAT_APP_SECRET: undefined,
      IOT_APP_KEY: undefined,
      IOT_APP_SECRET: undefined,
    },
    appsFile: Object.fromEntries(
      apps.map(({ appId, appSecret, iotAppKey, iotAppSecret }) => [
        appId,
        { wechatAppSecret: appSecret, iotAppKey, iotAppSecret },
      ]),
    ),
  })
  let current = DEFAULT_APP
  const phone = installWxOverHttp(() => running.sandbox.mintCode({ appId: current.appId }).code)
  const apiUrl = `${running.sandbox.relayEnvironment().IOT_API_URL ?? ''}/`
  let functionCalls = 0

  const bench: Bench = {
    way,
    phone,
    running,
    apiUrl,
    socketUrl: apiUrl.replace(/^http/, 'ws').replace(/\/api\/.*/, '/ws/explorer'),
    relayUrl: running.url,
    requestTimeout: 15_000,
    cloud: (app) => runCloudFunction(apiUrl, app),
    open(app = DEFAULT_APP) {
      current = app
      const opened = way.start(bench, app)
      const run = phone.cloudFunction
      phone.cloudFunction = (data) => {
        functionCalls += 1
        return run(data)
      }
      const sdk = createOfficialSdk({ ...opened.options, appKey: app.iotAppKey })
      return { ...opened, sdk }
    },
    startCounting() {
      phone.requests.length = 0
      functionCalls = 0
    },
    counts: () => ({
      logins: functionCalls + phone.requests.filter(({ url }) => url.endsWith('/login')).length,
      requests: phone.requests.filter(({ url }) => url.startsWith(apiUrl)).length,
      keys: [...phone.storage.keys()].sort(),
    }),
    close: () => running.close(),
  }
  return bench
}
