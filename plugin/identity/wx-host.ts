/** Who runs this code: a plugin, and in whose mini program. */
export interface RunningIn {
  /** AppID of the mini program. */
  miniProgram?: string
  /** AppID of the plugin; absent outside one. */
  plugin?: string
}

interface Account {
  appId?: unknown
}

/** Asks WeChat. https://developers.weixin.qq.com/miniprogram/dev/api/open-api/account-info/wx.getAccountInfoSync.html */
export function runningIn(): RunningIn {
  try {
    if (typeof wx.getAccountInfoSync !== 'function') return {}
    const { miniProgram, plugin } = wx.getAccountInfoSync() as Partial<Record<keyof RunningIn, Account>>
    return { ...appIdOf('miniProgram', miniProgram), ...appIdOf('plugin', plugin) }
  } catch {
    return {}
  }
}

function appIdOf(name: keyof RunningIn, account: Account | undefined): RunningIn {
  const appId = account?.appId
  return typeof appId === 'string' && appId !== '' ? { [name]: appId } : {}
}

/** Whether this is a plugin in the mini program of somebody else, as far as AppIDs tell. */
export function isInOthersHost({ miniProgram, plugin }: RunningIn = runningIn()): boolean {
  return plugin !== undefined && plugin !== miniProgram
}
