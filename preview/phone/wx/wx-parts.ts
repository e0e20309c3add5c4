import type { PhoneSettings } from '../../messages'
import type { Native } from '../native/native'
import type { PackedMiniProgram } from '../packed'
import type { Person } from '../person'
import type { Recorder } from '../recorder'
import type { Network } from '../network'
import type { ThemeSwitch } from '../theme'

/** What the `wx` of one space is made of. */
export interface WxParts {
  /** Whose storage it is. */
  spaceId: string
  isPlugin: boolean
  settings: PhoneSettings
  person: Person
  recorder: Recorder
  native: Native
  network: Network
  theme: ThemeSwitch
  packed: PackedMiniProgram
  /** Whether a tap is being handled: some calls are allowed only then. */
  isTapping: () => boolean
}
