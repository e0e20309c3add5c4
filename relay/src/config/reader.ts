import type { Check } from './checks'
import { variables, type Variable, type VariableName } from './variables'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Reader {
  isSet(name: VariableName): boolean
  /** The value, or the default when there is none; a missing or wrong one is added to the problems. */
  text(name: VariableName, check: Check): string
}

/** Reads variables by the table, and collects problems instead of stopping at the first. */
export function createReader(environment: Environment, problems: string[]): Reader {
  return {
    isSet: (name) => environment[name] !== undefined,
    text(name, check) {
      const row: Variable = variables[name]
      const value = environment[name] ?? row.default
      const wrong = value === undefined ? `is missing: set it to the ${row.meaning}` : checked(value, check)
      if (wrong !== undefined) problems.push(`${name} ${wrong}`)
      return value ?? ''
    },
  }
}

function checked(value: string, check: Check): string | undefined {
  if (value === '') return 'is empty: give it a value, or remove it'
  if (value !== value.trim()) return 'begins or ends with a blank: remove it'
  return check(value)
}
