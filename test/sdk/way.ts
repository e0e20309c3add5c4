import type { AppDevSdkOptions } from 'qcloud-iotexplorer-appdev-sdk'
import type { SandboxApp } from '../../sandbox/src'
import type { WxOverHttp } from '../stand-ins/wx-over-http'
import type { CloudAnswer } from './cloud-function'

/** What an app talks to. */
export interface BackEnds {
  phone: WxOverHttp
  apiUrl: string
  relayUrl: string
  /** Milliseconds after which our session gives up on the relay. */
  requestTimeout: number
  /** What the cloud function of the documented way does. */
  cloud: (app: SandboxApp) => Promise<CloudAnswer>
}

/** What an app is built of: how the SDK gets its token, and what "log out" does. */
export interface App {
  options: Pick<AppDevSdkOptions, 'getAccessToken' | 'enableAccessTokenCache' | 'apiUrl'>
  /** What the app does for its user, beside the SDK's own `loginManager.logout()`. */
  logout(): Promise<void>
}

/** A way of giving the SDK its token. `start` is what happens when the mini program is opened. */
export interface Way {
  name: 'iot-login' | 'documented'
  start(backEnds: BackEnds, app: SandboxApp): App
}
