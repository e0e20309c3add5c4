/** Takes note of a value that cannot be used: where it stands, what it is, and what is allowed. */
export type Refuse = (found: unknown, allowed: string, where?: string) => void

/** Makes of whatever a host handed over what the property promises; what cannot be used is refused and left out. */
export type Read<T> = (given: unknown, refuse: Refuse) => T

export const text: Read<string> = (given, refuse) => {
  if (typeof given === 'string') return given
  refuse(given, 'a string')
  return ''
}

/** `true` and `false` in quotation marks are what a WXML beginner writes. */
export const flag: Read<boolean> = (given, refuse) => {
  if (given === true || given === 'true') return true
  if (given !== false && given !== 'false') refuse(given, '{{true}} or {{false}}')
  return false
}

export function oneOf<T extends string>(fallback: T, words: readonly T[]): Read<T> {
  const quoted = words.map((word) => `'${word}'`)
  const allowed = `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1] ?? ''}`
  return (given, refuse) => {
    // `font-scale="{{1}}"` is a number.
    const found = words.find((word) => word === (typeof given === 'number' ? String(given) : given))
    if (found === undefined) refuse(given, allowed)
    return found ?? fallback
  }
}

/** A value as a developer would write it, short enough for one line. */
export function written(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 40)}'`
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? 'an array' : 'an object'
}
