/**
 * Throws where WeChat's cloud is not there at all: `wx.cloud` came with base library 2.2.3, `callContainer` with 2.23.0.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/development/call/faq.html
 */
export function mustHaveCloud(name: 'callFunction' | 'callContainer'): void {
  const cloud = wx.cloud as Partial<typeof wx.cloud> | undefined
  if (typeof cloud?.[name] !== 'function') {
    throw new Error(`Cloud API isn't enabled: wx.cloud.${name} does not exist in this base library`)
  }
}
