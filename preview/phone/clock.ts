/** A `Date` that is ahead of the browser's by a number of milliseconds, for the modules of the mini program. */
export function shiftedDate(ahead: number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, values: unknown[], newTarget) =>
      Reflect.construct(target, values.length === 0 ? [Date.now() + ahead] : values, newTarget) as Date,
    apply: () => new Date(Date.now() + ahead).toString(),
    get: (target, name) =>
      name === 'now' ? () => target.now() + ahead : (Reflect.get(target, name) as unknown),
  })
}

/** How far the sandbox's clock is ahead, in milliseconds: phone and platform move together. */
export async function sandboxAhead(): Promise<number> {
  const reply = await fetch('/sandbox/clock')
  const { now } = (await reply.json()) as { now: number }
  const ahead = now * 1000 - Date.now()
  // The sandbox tells whole seconds.
  return Math.abs(ahead) < 2000 ? 0 : ahead
}
