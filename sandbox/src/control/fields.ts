import { jsonObject } from '../upstream/json-object'
import { UsageError } from '../usage-error'

type Values = Record<string, unknown>

/** The fields of a control request. Whatever is wrong with them is a {@link UsageError} that names the cure. */
export class Fields {
  private constructor(private readonly values: Values) {}

  /** From a JSON body; none at all counts as `{}`. */
  static ofBody(body: unknown, names: readonly string[]): Fields {
    return Fields.checked(parsed(typeof body === 'string' && body.trim() !== '' ? body : '{}'), names)
  }

  /** From a query, where a text of digits counts as a number. */
  static ofQuery(url: string, names: readonly string[]): Fields {
    const { searchParams } = new URL(url, 'http://sandbox')
    const entries = [...searchParams].map(([name, value]) => [
      name,
      /^\d+$/.test(value) ? Number(value) : value,
    ])
    return Fields.checked(Object.fromEntries(entries) as Values, names)
  }

  private static checked(values: Values, names: readonly string[]): Fields {
    const unknown = Object.keys(values).find((name) => !names.includes(name))
    if (unknown !== undefined) {
      throw new UsageError(
        `There is no field ${unknown} here`,
        `The fields are: ${names.join(', ') || 'none'}.`,
      )
    }
    return new Fields(values)
  }

  has(name: string): boolean {
    return this.values[name] !== undefined
  }

  text(name: string, maxLength = 200): string | undefined {
    const value = this.values[name]
    if (value === undefined) return undefined
    if (typeof value !== 'string' || value === '' || value.length > maxLength) {
      throw new UsageError(`${name} is not usable`, `Give ${name} as a text of 1 to ${maxLength} characters.`)
    }
    return value
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.values[name]
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw new UsageError(`${name} is not usable`, `Give ${name} as an integer from ${min} to ${max}.`)
    }
    return value
  }

  truth(name: string): boolean | undefined {
    const value = this.values[name]
    if (value === undefined || typeof value === 'boolean') return value
    throw new UsageError(`${name} is not usable`, `Give ${name} as true or false.`)
  }

  object(name: string): Values | undefined {
    const value = this.values[name]
    if (value === undefined) return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new UsageError(`${name} is not usable`, `Give ${name} as a JSON object.`)
    }
    return value as Values
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const given = this.values[name]
    if (given === undefined) return undefined
    const found = values.find((value) => value === given)
    if (found === undefined) {
      throw new UsageError(`${name} is not usable`, `Give ${name} as one of: ${values.join(', ')}.`)
    }
    return found
  }
}

/** The value, which has to be there. */
export function required<Value>(name: string, value: Value | undefined, instructions: string): Value {
  if (value === undefined) throw new UsageError(`${name} is missing`, instructions)
  return value
}

function parsed(body: string): Values {
  const value = jsonObject(body)
  if (value !== undefined) return value
  throw new UsageError('The body is not a JSON object', 'Send a JSON object, or no body at all.')
}
