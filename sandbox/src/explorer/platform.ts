import type { SandboxClock } from '../clock'
import type { Settings } from '../options'
import type { World } from '../world/world'

/** What an Action works on. */
export interface ExplorerPlatform {
  world: World
  clock: SandboxClock
  settings: Settings
}
