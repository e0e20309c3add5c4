import type * as IotLogin from 'miniprogram-iot-login'
import { AppDevSdk } from 'qcloud-iotexplorer-appdev-sdk'

import { config, explorer } from '../../config'
import { changed, listDevices, reported, type Report, type ShownDevice, type StatusChange } from './devices'
import { wordsFor } from './words'

const { getSession, sdkOptions } = requirePlugin('iot-login') as typeof IotLogin

let sdk: AppDevSdk | undefined
let unfollow: (() => void) | undefined

/** One SDK for the app. Its token is the session's, so it needs no login of its own. */
function theSdk(): AppDevSdk {
  sdk ??= new AppDevSdk({
    ...sdkOptions(getSession(), explorer.apiUrl),
    appKey: config.appKey,
    wsConfig: { url: explorer.socketUrl },
    // Not needed, but its types demand it.
    reporter: () => undefined,
  })
  return sdk
}

/** For good: `disconnectWebsocket()` by itself is not enough: the SDK opens it again after two seconds. */
function closeSocket(): void {
  if (!theSdk().ws.isConnected()) return
  theSdk().isManuallyClose = true
  theSdk().disconnectWebsocket()
}

Page({
  data: { devices: [] as ShownDevice[], failure: '', words: wordsFor(wx.getAppBaseInfo().language) },

  onLoad() {
    const onReport = (report: Report) => {
      this.setData({ devices: reported(this.data.devices, report) })
    }
    const onStatusChange = (change: StatusChange) => {
      this.setData({ devices: changed(this.data.devices, change) })
    }
    theSdk().on('wsReport', onReport)
    theSdk().on('wsStatusChange', onStatusChange)
    unfollow = () => {
      theSdk().off('wsReport', onReport)
      theSdk().off('wsStatusChange', onStatusChange)
    }
  },

  onUnload() {
    unfollow?.()
    closeSocket()
  },

  /** Also where the page is opened by somebody who is signed in. */
  async onChange({ detail }: WechatMiniprogram.CustomEvent<IotLogin.ChangeDetail>) {
    if (detail.state === 'signed-out') this.setData({ devices: [] })
    if (detail.state !== 'ready') return
    try {
      await theSdk().init()
      const devices = await listDevices(theSdk())
      this.setData({ devices, failure: '' })
      await theSdk().subscribeDevices(devices.map(({ id }) => id))
    } catch (failure) {
      // A failed login has its own code here, see the package's README; anything else has the SDK's.
      this.setData({ failure: (failure as { code: string }).code })
    }
  },

  /** Both: the session refuses from now on, and the SDK forgets the token that it holds. */
  async onLogOut() {
    await getSession().logout()
    closeSocket()
    await theSdk().loginManager.logout()
  },
})
