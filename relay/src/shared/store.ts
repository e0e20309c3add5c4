/** What a window of counting has come to. */
export interface WindowCount {
  /** Including this one. */
  count: number
  /** Until the window ends and counting begins anew, milliseconds. */
  endsInMs: number
}

/**
 * What copies of a relay share: short texts, each with a life after which it is gone. The three ways of writing
 * are each one step that nobody can come between, so that of several copies one alone succeeds; locks, spent
 * codes and handed-over answers are all made of them.
 *
 * Keys and values are seen by whoever may look into the store: what is told about a person goes through a vault
 * first. Every method may reject, when the store cannot be reached in time.
 */
export interface Store {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, lifeMs: number): Promise<void>
  /** Writes unless there is a value already, and then gives that one back and changes nothing. */
  claim(key: string, value: string, lifeMs: number): Promise<string | undefined>
  /** Writes if the value still is the expected one. Resolves with whether it was. */
  replace(key: string, expected: string, value: string, lifeMs: number): Promise<boolean>
  /** Takes the value away if it still is the expected one. */
  release(key: string, expected: string): Promise<void>
  /** Counts one more in a window that begins with its first count. */
  count(key: string, windowMs: number): Promise<WindowCount>
  close(): Promise<void>
}
