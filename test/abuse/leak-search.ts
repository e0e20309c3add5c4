/** The ways in which a text can be written down and still be read. */
const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => Buffer.from(text).toString('base64').replace(/=+$/, ''),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(text).toString('hex'),
]

/** The names of the secrets that can be read in a text, whole or in their first or last two thirds. */
export function leaksIn(text: string, secrets: ReadonlyMap<string, string>): string[] {
  const lower = text.toLowerCase()
  return [...secrets]
    .filter(([, secret]) =>
      partsOf(secret).some((part) =>
        disguises.some((disguise) => lower.includes(disguise(part).toLowerCase())),
      ),
    )
    .map(([name]) => name)
}

function partsOf(secret: string): string[] {
  const long = Math.ceil((secret.length * 2) / 3)
  return secret.length < 12 ? [secret] : [secret, secret.slice(0, long), secret.slice(-long)]
}
