import type { Sample } from './samples'

/** An `<iot-login>` of this app itself, so that `selectAllComponents` gives the instance. */
export interface Posable {
  dataset: Record<string, unknown>
  state: Sample['state']
  failure?: string | undefined
  agreementMissed: boolean
  render(): void
}

/**
 * Puts a button into a state that a user would have to bring about. It reaches into the component, as only a gallery
 * may; no login runs, and no request is made.
 */
export function pose(button: Posable, { state, failure, agreementMissed = false }: Sample): void {
  Object.assign(button, { state, failure, agreementMissed })
  button.render()
}
