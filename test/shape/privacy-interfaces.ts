import { posix } from 'node:path'

/**
 * The interfaces that a mini program must declare in its privacy guideline, by the words that WeChat's scan looks for.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html
 */
const NAMES = [
  'getUserInfo',
  'getUserProfile',
  'chooseAvatar',
  'getPhoneNumber',
  'getRealtimePhoneNumber',
  'getLocation',
  'getFuzzyLocation',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'onLocationChange',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
  'chooseInvoice',
  'chooseInvoiceTitle',
  'chooseLicensePlate',
  'getWeRunData',
  'chooseImage',
  'chooseMedia',
  'chooseVideo',
  'chooseMessageFile',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'chooseContact',
  'addPhoneContact',
  'addPhoneCalendar',
  'addPhoneRepeatCalendar',
  'getClipboardData',
  'setClipboardData',
  'startRecord',
  'getRecorderManager',
  'joinVoIPChat',
  'createCameraContext',
  'createVKSession',
  'createLivePusherContext',
  'openBluetoothAdapter',
  'createBLEPeripheralServer',
  'onCompassChange',
  'startCompass',
  'onAccelerometerChange',
  'startAccelerometer',
  'onDeviceMotionChange',
  'startDeviceMotionListening',
  'onGyroscopeChange',
  'startGyroscope',
]

const WORDS = new RegExp(`\\b(${NAMES.join('|')})\\b|type="nickname"|<(camera|live-pusher)\\b`, 'g')

/** Reads a built file, or `undefined` where there is none. */
export type ReadBuilt = (path: string) => string | undefined

/** Everything that a component loads, itself included: scripts, templates, styles and child components. */
export function closureOf(component: string, read: ReadBuilt): string[] {
  const found = new Set<string>()
  const visit = (path: string): void => {
    const text = found.has(path) ? undefined : read(path)
    if (text === undefined) return
    found.add(path)
    const near = (target: string) => posix.join(posix.dirname(path), target)
    if (path.endsWith('.js')) {
      for (const [, target = ''] of text.matchAll(/require\("(\.[^"]+)"\)/g)) {
        visit(near(`${target}.js`))
        visit(near(`${target}/index.js`))
      }
    }
    if (path.endsWith('.json')) {
      const { usingComponents = {} } = JSON.parse(text) as { usingComponents?: Record<string, string> }
      for (const target of Object.values(usingComponents)) visitComponent(near(target))
    }
    for (const [, target = ''] of text.matchAll(/<(?:include|import) src="([^"]+)"/g)) visit(near(target))
    for (const [, target = ''] of text.matchAll(/@import ['"]([^'"]+)['"]/g)) visit(near(target))
  }
  const visitComponent = (base: string) => {
    for (const extension of ['.js', '.json', '.wxml', '.wxss']) visit(base + extension)
  }
  visitComponent(component)
  return [...found]
}

/** Each file of the closure that names an interface, with the name. */
export const privacyInterfacesIn = (component: string, read: ReadBuilt): string[] =>
  closureOf(component, read).flatMap((path) =>
    [...new Set([...(read(path) ?? '').matchAll(WORDS)].map(([word]) => word))].map(
      (word) => `${path} names ${word}`,
    ),
  )
