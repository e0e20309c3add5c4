/** Where values outlive the app. Any of the three may reject; no caller may depend on it. */
export interface Storage {
  /** The value, or `undefined` where there is none. */
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}
