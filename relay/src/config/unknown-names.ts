import { variables, type Variable, type VariableName } from './variables'

/** Beginnings that nothing but this relay has a use for. `REDIS_` is not among them: others have a Redis too. */
const OURS = /^(?:WECHAT|IOT|RELAY|UPSTREAM|PLACEHOLDER|AVATAR)_|^RATE_LIMIT_(?:AVATARS_)?PER_/

/** What Kubernetes and Docker links add for a service of that name, and the preview's variable for this relay. */
const ADDED_BY_OTHERS = /_SERVICE_(?:HOST|PORT)(?:_|$)|_PORT(?:_\d+_|$)|^RELAY_URL$/

const known = new Map<string, Variable>(Object.entries(variables))
const secretFiles = [...known].filter(([, { secret }]) => secret === true).map(([name]) => `${name}_FILE`)

/** Shorter names are near to too many words. */
const SHORTEST_LIKENESS = 6
const MOST_EDITS = 2

/**
 * A problem for each name that is none of ours and was perhaps meant to be: it begins like ours, or resembles one.
 * It would else be ignored, and a default be in its place.
 */
export function unknownNames(names: readonly string[]): string[] {
  return names
    .filter((name) => !known.has(name) && !secretFiles.includes(name))
    .flatMap((name) => {
      const isOurs = OURS.test(name) && !ADDED_BY_OTHERS.test(name)
      const meant = resembled(name)
      if (meant !== undefined)
        return [`${name} is no setting: did you mean ${meant}? Rename it, or remove it`]
      return isOurs ? [`${name} is no setting of the relay: remove it, or see the README's list`] : []
    })
}

function resembled(name: string): VariableName | undefined {
  const upper = name.toUpperCase()
  if (upper.length < SHORTEST_LIKENESS || ADDED_BY_OTHERS.test(upper)) return undefined
  const isLike = (each: string): boolean =>
    each === upper ||
    // A name without its unit or last word, or with one too many.
    (upper.includes('_') && each.startsWith(`${upper}_`)) ||
    (each.includes('_') && upper.startsWith(`${each}_`)) ||
    editsBetween(upper, each) <= (each.length < 10 ? 1 : MOST_EDITS)
  return [...known.keys()].find(isLike) as VariableName | undefined
}

/**
 * Letters to insert, delete or change: Levenshtein's distance, one row at a time. Most pairs of names have more than
 * counts here within a few letters, and are left there: a start compares each variable of its machine with all of ours.
 */
function editsBetween(one: string, other: string): number {
  const tooMany = MOST_EDITS + 1
  if (Math.abs(one.length - other.length) > MOST_EDITS) return tooMany
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 0; i < one.length && Math.min(...row) < tooMany; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < other.length; j += 1) {
      const change = (row[j] ?? 0) + (one[i] === other[j] ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(...row) < tooMany ? (row.at(-1) ?? 0) : tooMany
}
