/**
 * Keys that an object of a valid JSON text has twice, of which `JSON.parse` keeps the last without a word; each once,
 * in the order in which they are repeated.
 */
export function duplicateKeys(json: string): string[] {
  const found = new Set<string>()
  const open: (Set<string> | undefined)[] = []
  // Strings whole, with the colon that makes one a key; and what opens and closes.
  for (const [token, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[[\]{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(undefined)
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined && text !== undefined) {
      const key = JSON.parse(text) as string
      const keys = open.at(-1)
      if (keys?.has(key) === true) found.add(key)
      keys?.add(key)
    }
  }
  return [...found]
}
