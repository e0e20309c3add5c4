type Members = Record<string, unknown>

/** Told each event of a component. */
export type OnEvent = (name: string, detail: unknown) => void

/** A component that tells its events beside triggering them, whether or not its page listens. */
export function tellingEvents(options: Members, tell: OnEvent): Members {
  const { created, ...lifetimes } = (options.lifetimes ?? {}) as { created?: () => void }
  function record(this: Members & { triggerEvent: (...given: unknown[]) => void }): void {
    const { triggerEvent } = this
    this.triggerEvent = (name, detail, ...more) => {
      tell(String(name), detail)
      triggerEvent.call(this, name, detail, ...more)
    }
    created?.call(this)
  }
  return { ...options, lifetimes: { ...lifetimes, created: record } }
}
