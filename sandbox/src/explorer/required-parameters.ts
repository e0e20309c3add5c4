import { Refusal } from './refusal'

/** What a parameter must be once it is there. */
export type ParameterRule = 'text' | 'text, may be empty' | 'non-negative integer'

export type Checked<Rules> = {
  [Name in keyof Rules]: Rules[Name] extends 'non-negative integer' ? number : string
}

/**
 * Refuses a request that lacks a parameter, and then one whose parameter is of the wrong kind. `null` counts as
 * absent; that is ours, since the documents do not speak of it.
 */
export function checkRequired<Rules extends Readonly<Record<string, ParameterRule>>>(
  parameters: Record<string, unknown>,
  rules: Rules,
): asserts parameters is Record<string, unknown> & Checked<Rules> {
  for (const name of Object.keys(rules)) {
    if (parameters[name] === undefined || parameters[name] === null) {
      throw new Refusal(
        'ErrorRequiredParamNotFound',
        `缺少必填参数 ${name} (required parameter ${name} not found)`,
      )
    }
  }
  checkOptional(parameters, rules)
}

/** Refuses a request in which a parameter that is there is of the wrong kind. `null` counts as absent. */
export function checkOptional<Rules extends Readonly<Record<string, ParameterRule>>>(
  parameters: Record<string, unknown>,
  rules: Rules,
): asserts parameters is Record<string, unknown> & Partial<Checked<Rules>> {
  for (const [name, rule] of Object.entries(rules)) {
    if (parameters[name] === undefined || parameters[name] === null) continue
    if (!follows(parameters[name], rule)) {
      throw new Refusal('InvalidParameterValue', `参数 ${name} 无效 (${name} must be a ${rule})`)
    }
  }
}

function follows(value: unknown, rule: ParameterRule): boolean {
  switch (rule) {
    case 'text':
      return typeof value === 'string' && value !== ''
    case 'text, may be empty':
      return typeof value === 'string'
    case 'non-negative integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  }
}
