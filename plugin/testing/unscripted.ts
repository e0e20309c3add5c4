/** What a base library has beside the functions of a phone: enough for a page that was written for WeChat. */
const OTHERS =
  /^(get|set|on|off|create|show|hide|open|close|request|choose|navigate|redirect|switch|re|start|stop|connect|upload|download)[A-Z]\w*$|^(login|checkSession|pluginLogin|authorize|cloud)$/

/**
 * The functions of `wx`, and for any other that WeChat may have a function that throws its name, so that a page that
 * needs more than the phone knows fails where it asks.
 */
export function unscripted(api: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(api, {
    get(target, name, receiver) {
      if (name in target || typeof name === 'symbol' || !OTHERS.test(name))
        return Reflect.get(target, name, receiver) as unknown
      return () => {
        throw new Error(`wx.${name} is not scripted: put a function in its place, phone.wx.${name} = …`)
      }
    },
  })
}
