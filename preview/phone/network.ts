import type { Party } from '../messages'

/** An address that a mini program may call, and where the preview's server passes it on. */
export interface Domain {
  origin: string
  path: string
  party: Party
}

export interface Network {
  /** Where a request to this address goes; nothing for an address that is not allowed. */
  route(url: string): { url: string; party: Party } | undefined
  /** Whether there is a network for the next request. Uses up an {@link unplug}. */
  isDown(): boolean
  /** The next request finds no network. */
  unplug(on: boolean): void
}

/** As in WeChat, only the domains that the mini program was configured for can be called. */
export function createNetwork(domains: readonly Domain[]): Network {
  let down = false
  return {
    route(url) {
      const domain = domains.find(({ origin }) => url === origin || url.startsWith(`${origin}/`))
      return domain && { url: domain.path + url.slice(domain.origin.length), party: domain.party }
    },
    isDown() {
      const was = down
      down = false
      return was
    },
    unplug(on) {
      down = on
    },
  }
}

/** The header by which the preview's server says that no server replied behind it. */
export const UNREACHABLE_HEADER = 'preview-unreachable'
