import type { Sample } from './samples'

/** An `<iot-login>` of this app itself, so that `selectAllComponents` gives the instance. */
export interface Posable {
  dataset: Record<string, unknown>
  render(): void
}

const notWaiting = () => undefined

/**
 * Puts a button into a state that a user would have to bring about. It reaches into the component, as only a gallery
 * may; no login runs, and no request is made.
 */
export function pose(
  button: Posable,
  { state, failure, requestId, agreementMissed = false, waitsLong = false, profile }: Sample,
): void {
  const wait = { isLong: waitsLong, begin: notWaiting, end: notWaiting }
  const asksForId = requestId !== undefined
  Object.assign(button, { state, failure, requestId, asksForId, agreementMissed, wait, profile })
  button.render()
}
