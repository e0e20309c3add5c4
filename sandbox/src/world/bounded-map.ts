/** A map that forgets its oldest entry rather than grow for ever: a sandbox may run for weeks under load. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  constructor(private readonly limit: number) {
    super()
  }

  override set(key: Key, value: Value): this {
    super.set(key, value)
    if (this.size > this.limit) {
      const oldest = this.keys().next()
      if (!oldest.done) this.delete(oldest.value)
    }
    return this
  }
}
