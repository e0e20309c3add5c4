import { fieldRules } from './request-schema'

/** What a schema validator says about one mistake. */
export interface ValidationMistake {
  instancePath: string
  keyword: string
  params: Record<string, unknown>
}

/** A mistake in words that name the field. The value itself is never repeated. */
export function describeMistake({ instancePath, keyword, params }: ValidationMistake): string {
  if (keyword === 'additionalProperties') return `Unknown field ${printable(params.additionalProperty)}.`
  const field = keyword === 'required' ? String(params.missingProperty) : instancePath.slice(1)
  if (!isKnownField(field)) return 'The body must be a JSON object.'
  return `${field}: ${keyword === 'required' ? 'required; it ' : ''}${fieldRules[field]}.`
}

const isKnownField = (field: string): field is keyof typeof fieldRules => Object.hasOwn(fieldRules, field)

/** The caller chose this name, so it is cut short and stripped of what could confuse a reader. */
const printable = (name: unknown): string =>
  JSON.stringify(
    String(name)
      .replace(/[^\x21-\x7e]/g, '?')
      .slice(0, 40),
  )
