import type { Words } from '../../locale/words'

/** An agreement that a user must tick before logging in. */
export interface Agreement {
  name: string
  /** A page of this mini program, opened by a tap on the name. */
  page?: string
  /** An address; a tap on the name fires `link`, and the host opens it. */
  url?: string
}

/** Words of the host, in place of the locale's. */
export type Labels = Partial<Omit<Words, 'desc' | 'otherError' | 'errors'>>

/** Every property of `<iot-login>`. The README's table is held equal to this list. */
export const props = {
  /** Base URL of the relay. Needed together with `app-key`, unless `configure()` was called. */
  relayUrl: { type: String, value: '' },
  /** AppKey of the application in the IoT Explorer console. */
  appKey: { type: String, value: '' },
  /** `request` asks for name and picture in the tap, `none` logs in without. */
  profile: { type: String, value: 'request' },
  /** What name and picture are for, in WeChat's dialog. At most 30 characters; empty: the locale's words. */
  desc: { type: String, value: '' },
  /** Agreements to tick first; unticked until the user ticks them. */
  agreement: { type: Array, value: [] as Agreement[] },
  /** Log in without a tap when attached, unless the user signed out. */
  silent: { type: Boolean, value: false },
  /** Grey, and deaf to taps. */
  disabled: { type: Boolean, value: false },
  /** As wide as what it stands in. */
  block: { type: Boolean, value: false },
  /** `small`, `medium` or `large`. */
  size: { type: String, value: 'medium' },
  /** `auto` follows the phone; `light` or `dark` force one. */
  theme: { type: String, value: 'auto' },
  /** `auto` follows WeChat; `zh-CN` or `en` force one. */
  lang: { type: String, value: 'auto' },
  /** Words of your own, by key: `{ login: 'Enter' }`. */
  labels: { type: Object, value: {} as Labels },
  /** Show the default slot in place of the words on the button. */
  useSlot: { type: Boolean, value: false },
}
