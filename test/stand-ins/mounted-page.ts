/** A page with `<iot-login>` on it, in whichever simulator, as a user sees it. */
export interface MountedPage {
  /** What the buttons told the page, in order. */
  events: PageEvent[]
  /** The first part with this class inside the button of that number. */
  see(className: string, button?: number): Part | undefined
  /** Changes properties of all buttons. */
  set(properties: Record<string, unknown>): void
  /** The page is shown again, as after another page was closed. */
  show(): void
  /** How often the button of that number has called `setData` since the last time this was asked. */
  countSetData(button?: number): number
  /** Takes the page away. */
  leave(): void
}

export interface PageEvent {
  name: string
  detail: Record<string, unknown>
  button: number
}

export interface Part {
  /** The words in it and below it. */
  text: string
  classes: string[]
  /** By its name in WXML, `aria-label`; a boolean one is there or not. */
  attribute(name: string): string | undefined
  has(name: string): boolean
  /** Handled a moment later, as on a phone: await `settle()`. */
  fire(event: string, detail?: object): void
}

export interface PageOptions {
  /** Properties of the button, by their camelCase names. */
  properties?: Record<string, unknown>
  /** WXML inside the tag. */
  inside?: string
  /** How many buttons, all alike. */
  buttons?: number
  /** Default: `iot-login`. */
  tag?: 'iot-login' | 'iot-login-code'
}

export type Mount = (options?: PageOptions) => MountedPage

export const EVENTS = ['success', 'fail', 'change', 'cancel', 'link', 'skip', 'agree', 'disagree'] as const

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The WXML of a page that listens to everything, as a host would write it. */
export function pageTemplate({
  properties = {},
  inside = '',
  buttons = 1,
  tag = 'iot-login',
}: PageOptions): string {
  const attributes = Object.keys(properties).map((name) => `${dashed(name)}="{{${name}}}"`)
  const listeners = EVENTS.map((name) => `bind:${name}="hear"`)
  return Array.from(
    { length: buttons },
    (_, index) =>
      `<${tag} class="button-${index}" data-button="${index}" ${[...attributes, ...listeners].join(' ')}>${inside}</${tag}>`,
  ).join('')
}

/** The handler behind every listener of {@link pageTemplate}. */
export function hearInto(events: PageEvent[]) {
  return ({
    type,
    detail,
    currentTarget,
  }: {
    type: string
    detail: Record<string, unknown>
    currentTarget: { dataset: { button: string | number } }
  }): void => {
    events.push({ name: type, detail, button: Number(currentTarget.dataset.button) })
  }
}
