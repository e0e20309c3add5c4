import { hostCode } from './host-code'
import type { Identity, LoginCode, NoCode } from './identity'
import { isInOthersHost, runningIn } from './wx-host'
import { wxLogin } from './wx-login'
import { wxPluginLogin } from './wx-plugin-login'

/**
 * Finds the way by itself. In a plugin whose host has another AppID `wx.login` is refused, so it asks the host's exported
 * `iotLogin.code()`, then `wx.pluginLogin`; everywhere else it is `wx.login`. The AppID goes along with the code, where
 * it is known. The host is asked at a login, never earlier:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/using.html
 *
 * @param timeout milliseconds to wait for each of them
 */
export function wxAutoCode(timeout: number): Identity {
  return async () => {
    const where = runningIn()
    if (!isInOthersHost(where)) return belongingTo(where.miniProgram, await wxLogin(timeout)())
    const ofHost = exportedCode()
    if (ofHost !== undefined) {
      try {
        return belongingTo(where.miniProgram, await hostCode(ofHost, timeout)())
      } catch {
        // A host that cannot give one leaves the plugin's own way.
      }
    }
    return belongingTo(where.plugin, await wxPluginLogin(timeout)())
  }
}

function belongingTo(appId: string | undefined, code: LoginCode | NoCode): LoginCode | NoCode {
  return appId === undefined ? code : { ...(code as LoginCode), appId }
}

/** `iotLogin.code` of the file that the host names as `export`, where it has one. */
function exportedCode(): (() => string | Promise<string>) | undefined {
  if (typeof requireMiniProgram !== 'function') return undefined
  try {
    const { iotLogin } = Object(requireMiniProgram()) as { iotLogin?: { code?: unknown } }
    const code = iotLogin?.code
    return typeof code === 'function'
      ? () => (code as () => string | Promise<string>).call(iotLogin)
      : undefined
  } catch {
    return undefined
  }
}
