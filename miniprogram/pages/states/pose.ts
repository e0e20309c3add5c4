import type { Sample } from './samples'

/** An `<iot-login>` of this app itself, so that `selectAllComponents` gives the instance. */
export interface Posable {
  dataset: Record<string, unknown>
  situation(): object
  render(): void
}

/**
 * Puts a button into a state that a user would have to bring about. It reaches into the component, as only a gallery
 * may; no login runs, and no request is made.
 */
export function pose(button: Posable, { id: _, properties: _given, sizes: _shown, ...posed }: Sample): void {
  const situation = button.situation.bind(button)
  Object.assign(button, { situation: () => ({ ...situation(), ...posed }) })
  button.render()
}
