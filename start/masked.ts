/** Enough of a value to recognise it again, too little to use it. */
export function masked(value: string): string {
  return value.length <= 12 ? '…' : `${value.slice(0, 8)}…`
}

const SECRET_FIELDS = /code|token|openid|session_key|secret|signature/i

/** A body in one line, with everything masked that could be used. */
export function maskedBody(body: unknown): string {
  if (typeof body !== 'object' || body === null) return String(body)
  return Object.entries(body as Record<string, unknown>)
    .map(([name, value]) => {
      if (typeof value === 'object' && value !== null) return `${name}{${maskedBody(value)}}`
      const shown =
        typeof value === 'string' && SECRET_FIELDS.test(name) && name !== 'codeType' ? masked(value) : value
      return `${name}=${String(shown)}`
    })
    .join(' ')
}
