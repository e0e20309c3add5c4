import { agreementList, type Agreement } from './read-agreement'
import { labelWords, type Labels } from './read-labels'
import { flag, oneOf, text } from './read-property'

/** Every property of `<iot-login>`. The README's table is held equal to this list. */
export const props = {
  /** Base URL of the relay. Needed together with `app-key`, unless `configure()` was called. */
  relayUrl: { type: String, value: '', read: text },
  /** AppKey of the application in the IoT Explorer console. */
  appKey: { type: String, value: '', read: text },
  /** Where the code comes from, as the option of `configure()`; together with `relay-url`. Empty: the default. */
  code: { type: String, value: '', read: oneOf('', ['', 'auto', 'login', 'pluginLogin']) },
  /** AppID that the code belongs to; together with `relay-url`, for a relay that serves several. */
  appId: { type: String, value: '', read: text },
  /** `request` asks for name and picture in the tap, `none` logs in without. */
  profile: { type: String, value: 'request', read: oneOf('request', ['request', 'none']) },
  /** What name and picture are for, in WeChat's dialog. At most 30 characters; empty: the locale's words. */
  desc: { type: String, value: '', read: text },
  /** Agreements to tick first; unticked until the user ticks them. */
  agreement: { type: Array, value: [] as Agreement[], read: agreementList },
  /** On a tap without the tick: `line` says so under the box, `sheet` asks in a half-screen sheet. */
  agreementMode: { type: String, value: 'line', read: oneOf('line', ['line', 'sheet']) },
  /** Log in without a tap when attached, unless the user signed out. */
  silent: { type: Boolean, value: false, read: flag },
  /** Grey; taps do nothing. */
  disabled: { type: Boolean, value: false, read: flag },
  /** As wide as what it stands in. */
  block: { type: Boolean, value: false, read: flag },
  /** `small`, `medium` or `large`. */
  size: { type: String, value: 'medium', read: oneOf('medium', ['small', 'medium', 'large']) },
  /** Filled, with a border only, or words only. */
  variant: { type: String, value: 'solid', read: oneOf('solid', ['solid', 'outline', 'text']) },
  /** Corners as `--iot-login-radius` says, or half circles. */
  shape: { type: String, value: 'rectangle', read: oneOf('rectangle', ['rectangle', 'round']) },
  /** In the button's place after a login: the button itself, a card with the way to log out, or nothing. */
  signedIn: { type: String, value: 'button', read: oneOf('button', ['card', 'button', 'none']) },
  /** `auto` grows with the font size that the user has set in WeChat; `1` does not. */
  fontScale: { type: String, value: 'auto', read: oneOf('auto', ['auto', '1']) },
  /** `auto` follows the mini program; `light` or `dark` force one. */
  theme: { type: String, value: 'auto', read: oneOf('auto', ['auto', 'light', 'dark']) },
  /** `auto` follows WeChat; `zh-CN`, `zh-TW` or `en` force one. */
  lang: { type: String, value: 'auto', read: oneOf('auto', ['auto', 'zh-CN', 'zh-TW', 'en']) },
  /** Words of your own, by key: `{ login: 'Enter' }`. */
  labels: { type: Object, value: {} as Labels, read: labelWords },
  /** Show a way to say no, which fires `skip`. */
  skippable: { type: Boolean, value: false, read: flag },
  /** Show the default slot in place of the words on the button. */
  useSlot: { type: Boolean, value: false, read: flag },
}

/** The properties of one button as they can be used. */
export type Props = { [Name in keyof typeof props]: ReturnType<(typeof props)[Name]['read']> }
