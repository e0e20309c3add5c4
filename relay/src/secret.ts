import { inspect } from 'node:util'

const MASK = '[secret]'

/**
 * A value that must not be seen: a key, a session, an OpenID. It prints as `[secret]` in strings, JSON and
 * `util.inspect`, so that a careless log line gives nothing away.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Call this only where it is sent or signed. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}
