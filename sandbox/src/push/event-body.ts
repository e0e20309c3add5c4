/** How a message is written. Chosen in the message push settings. */
export type BodyFormat = 'xml' | 'json'

export type EventFields = Readonly<Record<string, unknown>>

/** The message as WeChat writes it. */
export function eventBody(fields: EventFields, format: BodyFormat): string {
  return format === 'json' ? JSON.stringify(fields) : `<xml>${xmlOf(fields)}</xml>`
}

function xmlOf(fields: EventFields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${xmlValue(value)}</${name}>`)
    .join('')
}

function xmlValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object' && value !== null) return xmlOf(value as EventFields)
  return `<![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
