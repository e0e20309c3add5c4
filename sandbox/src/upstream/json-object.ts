/** No platform's request comes near it, and whatever walks through a value by recursion is safe below it. */
const DEEPEST = 32

/** The JSON object in a request's body, or `undefined` when there is none or it is nested deeper than 32 levels. */
export function jsonObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) && !isDeeperThan(DEEPEST, value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDeeperThan(levels: number, value: object): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= levels && level.length > 0; depth++) level = level.flatMap(childrenOf)
  return level.length > 0
}

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}
