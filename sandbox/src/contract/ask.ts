/** How a server answered, read whatever it is. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The text as JSON, else `undefined`. */
  body: unknown
}

export interface Question {
  method?: string
  headers?: Record<string, string>
  /** Text goes out as it is, anything else as JSON. */
  body?: unknown
}

/** What the phone waits for, milliseconds: `requestTimeout` of the component. */
export const PHONE_WAITS_MS = 15_000

/** Asks once. Rejects when no answer comes, or none in the time that the phone waits. */
export async function ask(url: string, { method = 'POST', headers = {}, body }: Question): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(PHONE_WAITS_MS),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: asJson(text) }
}

/** Why there was no answer, by the system's own code. */
export function silenceOf(error: unknown): string {
  const { name, cause } = Object(error) as { name?: string; cause?: { code?: string; message?: string } }
  if (name === 'TimeoutError')
    return `no reply within ${PHONE_WAITS_MS / 1000} s, which is when the phone gives up`
  return `no reply (${cause?.code ?? cause?.message ?? String(error)})`
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A field of what may be anything. */
export const field = (value: unknown, name: string): unknown =>
  (Object(value) as Record<string, unknown>)[name]
