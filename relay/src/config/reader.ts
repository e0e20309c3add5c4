import type { Check } from './checks'
import { variables, type Variable, type VariableName } from './variables'

export type Environment = Readonly<Record<string, string | undefined>>
/** The text of a file; throws when there is none. */
export type ReadFile = (path: string) => string

/** A whole number, both ends included. */
export type Count = (name: VariableName, lowest: number, highest: number) => number

export interface Reader {
  isSet(name: VariableName): boolean
  /** The value, or the default when there is none; a missing or wrong one is added to the problems. */
  text(name: VariableName, check: Check): string
}

/** A value, or what is wrong with it and how to cure it. */
type Given = { value: string | undefined } | { wrong: string }

/**
 * Reads variables by the table, a secret also from the file that `NAME_FILE` names, and collects problems instead
 * of stopping at the first.
 */
export function createReader(environment: Environment, problems: string[], readFile: ReadFile): Reader {
  const pathOf = (name: VariableName): string | undefined =>
    (variables[name] as Variable).secret === true ? environment[`${name}_FILE`] : undefined

  function given(name: VariableName): Given {
    const value = environment[name]
    const path = pathOf(name)
    if (path === undefined) return { value: value ?? (variables[name] as Variable).default }
    if (value !== undefined) return { wrong: `contradicts ${name}_FILE: set one or the other` }
    try {
      // Editors and `echo` end a file with a line end, which no secret has.
      const text = withoutMark(readFile(path)).replace(/\r?\n$/, '')
      const wrong = wrongEncoding(text)
      return wrong === undefined ? { value: text } : { wrong: `comes from ${name}_FILE, which ${wrong}` }
    } catch {
      return {
        wrong: `cannot be read from ${name}_FILE: check that the path exists and the file may be read`,
      }
    }
  }

  return {
    isSet: (name) => environment[name] !== undefined || pathOf(name) !== undefined,
    text(name, check) {
      const found = given(name)
      const wrong = 'wrong' in found ? found.wrong : checked(found.value, variables[name], check)
      if (wrong !== undefined) problems.push(`${name} ${wrong}`)
      return 'wrong' in found ? '' : (found.value ?? '')
    },
  }
}

/** A value in quotes of its own. `.env` files lose theirs when they are read; Docker's do not. */
export const isQuoted = (value: string): boolean => /^(["']).*\1$/s.test(value) || /^["']|["']$/.test(value)

function checked(value: string | undefined, { meaning }: Variable, check: Check): string | undefined {
  if (value === undefined) return `is missing: set it to the ${meaning}`
  if (value === '') return 'is empty: give it a value, or remove it'
  if (value !== value.trim()) return 'begins or ends with a blank: remove it'
  if (isQuoted(value)) return 'is in quotes, which docker --env-file keeps: remove them'
  return check(value)
}

/** What is wrong with the text of a settings file, to follow its name; undefined when nothing is. */
export const wrongEncoding = (text: string): string | undefined =>
  // UTF-16 that was read as UTF-8: every second character is a zero, or its mark cannot be read.
  text.includes('\0') || text.startsWith('\uFFFD\uFFFD') ? 'is UTF-16: save it as UTF-8' : undefined

/** Windows editors put a byte order mark in front of a file, which belongs to no value. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')
