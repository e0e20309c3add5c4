import { sessionFor } from '../../plugin/shared-sessions'
import type { Mount, MountedPage, PageOptions } from './mounted-page'
import { settle } from './session-bench'

export const RELAY_URL = 'https://relay.example.com'

/** A page with buttons, and what a test does with it and asks of it. */
export interface ButtonPage extends MountedPage {
  appKey: string
  /** Taps and lets everything happen that needs no time. */
  tap(button?: number): Promise<void>
  /** Only taps. */
  touch(button?: number): void
  label(button?: number): string | undefined
  /** The line below the button, if there is one. */
  alert(button?: number): string | undefined
  /** Details of the events of that name. */
  heard(name: string): Record<string, unknown>[]
  /** The session that the buttons share with the app. */
  session(): ReturnType<typeof sessionFor>
}

let apps = 0

/** Opens a page whose buttons have a relay and an AppKey of their own, unless the properties say otherwise. */
export async function openPage(mount: Mount, options: PageOptions = {}): Promise<ButtonPage> {
  const own = { relayUrl: RELAY_URL, appKey: `app-${(apps += 1)}` }
  const properties = { ...own, ...options.properties }
  const page = mount({ ...options, properties })
  await settle()
  const touch = (button = 0) => {
    page.see('iot-login__button', button)?.fire('tap')
  }
  return {
    ...page,
    appKey: properties.appKey,
    touch,
    tap: async (button) => {
      touch(button)
      await settle()
    },
    label: (button) => page.see('iot-login__label', button)?.text,
    alert: (button) => page.see('iot-login__alert', button)?.text,
    heard: (name) => page.events.filter((event) => event.name === name).map(({ detail }) => detail),
    session: () => sessionFor(properties),
  }
}

/** The record of a token in the phone's storage, as a login now leaves it there. */
export function keptToken(token: string): object {
  return { token, expireAt: 1_800_007_200, expiresIn: 7200, receivedAt: Date.now() }
}
