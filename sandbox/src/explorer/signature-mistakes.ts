import { createHash, createHmac } from 'node:crypto'
import type { SandboxApp } from '../options'
import { canonicalString, isSignedWith } from './check-signature'

type Parameters = Readonly<Record<string, unknown>>

/** What is known of a signature. It holds no secret, and not the signature that would be right. */
export interface SignatureReport {
  valid: boolean
  /** What had to be signed. */
  stringToSign: string
  /** What was done instead, in words; empty when it is none of the known mistakes. */
  mistakes: readonly string[]
}

/** One way to sign. The first of everything is the right one. */
interface Recipe {
  kept: (value: unknown) => boolean
  written: (value: string, name: string) => string
  named: (name: string) => string
  order: ((a: string, b: string) => number) | undefined
  added: Parameters
  message: (text: string) => string
  secret: string
  hash: (message: string, secret: string) => Buffer
  digest: (bytes: Buffer) => string
}

type Mistake = [words: string, instead: Partial<Recipe>]

const byCase = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const unchanged = (text: string) => text

const rightWith = (secret: string): Recipe => ({
  kept: (value) => value !== undefined && value !== null && value !== '',
  written: unchanged,
  named: (name) => name.replaceAll('_', '.'),
  order: byCase,
  added: {},
  message: unchanged,
  secret,
  hash: (message, key) => createHmac('sha1', key).update(message).digest(),
  digest: (bytes) => bytes.toString('base64'),
})

/** Half of a surrogate pair, which has no bytes, counts as the character that stands for it. */
const urlEncoded = (value: string) => encodeURIComponent(Buffer.from(value).toString())
const hexOf = (bytes: Buffer) => bytes.toString('hex')

/** What clients are known to do instead, the likelier first. */
const MISTAKES: readonly Mistake[] = [
  ['A value was URL-encoded: sign raw values.', { written: (value) => urlEncoded(value) }],
  [
    'A value was URL-encoded as in a form: sign raw values.',
    { written: (value) => new URLSearchParams([['', value]]).toString().slice(1) },
  ],
  ['The names were not sorted: sort them, upper case before lower case.', { order: undefined }],
  [
    'The names were sorted without regard to case: upper case comes before lower case.',
    { order: (a, b) => byCase(a.toLowerCase(), b.toLowerCase()) },
  ],
  ['Empty values were signed: leave them out.', { kept: (value) => value !== undefined && value !== null }],
  ['The underscore of a name was kept: sign a dot in its place.', { named: unchanged }],
  [
    'The underscore of a value was replaced: only names are changed.',
    { written: (value) => value.replaceAll('_', '.') },
  ],
  ['The string was signed in lower case: sign it as it is.', { message: (text) => text.toLowerCase() }],
  ['A line break was signed behind the string: leave it out.', { message: (text) => `${text}\n` }],
  ['A value that is null was signed as "null": leave it out.', { kept: (value) => value !== '' }],
  [
    'Absent values were signed as "undefined": leave them out.',
    { added: { NickName: 'undefined', Avatar: 'undefined' } },
  ],
  ['The signature was sent in hexadecimal: send Base64 of the bytes.', { digest: hexOf }],
  [
    'The signature was sent in hexadecimal: send Base64 of the bytes.',
    { digest: (bytes) => hexOf(bytes).toUpperCase() },
  ],
  [
    'Base64 of the hexadecimal digits was sent: send Base64 of the bytes.',
    { digest: (bytes) => Buffer.from(hexOf(bytes)).toString('base64') },
  ],
  [
    'Base64url was sent: send Base64, with its + and / and =.',
    { digest: (bytes) => bytes.toString('base64url') },
  ],
  [
    'The signature was URL-encoded after Base64: send it as it is.',
    { digest: (bytes) => encodeURIComponent(bytes.toString('base64')) },
  ],
  [
    'HMAC-SHA-256 was used: use HMAC-SHA1.',
    { hash: (message, key) => createHmac('sha256', key).update(message).digest() },
  ],
  [
    'SHA-1 was used without a key: use HMAC-SHA1 with AppSecret as its key.',
    {
      hash: (message, key) =>
        createHash('sha1')
          .update(message + key)
          .digest(),
    },
  ],
]

const MOST_NAMES = 20

/** One value that was URL-encoded, while the others were not. */
function encodedAlone(parameters: Parameters): Mistake[] {
  const names = Object.keys(parameters).filter((name) => {
    const value = String(parameters[name])
    return name !== 'Signature' && urlEncoded(value) !== value
  })
  return names
    .slice(0, MOST_NAMES)
    .map((alone) => [
      `${alone} was URL-encoded: sign raw values.`,
      { written: (value, name) => (name === alone ? urlEncoded(value) : value) },
    ])
}

/** Secrets that are taken for AppSecret. */
function wrongSecrets(app: SandboxApp, apps: readonly SandboxApp[]): Mistake[] {
  const others = apps.filter(({ iotAppSecret }) => iotAppSecret !== app.iotAppSecret)
  const padded = ['"', "'"].map((quote) => quote + app.iotAppSecret + quote)
  const broken = ['\n', '\r\n', ' '].map((end) => app.iotAppSecret + end)
  return [
    ...others.map(({ iotAppSecret }): Mistake => [
      'The secret of another app was used: AppKey and AppSecret belong together.',
      { secret: iotAppSecret },
    ]),
    ['AppKey was used as the secret: use AppSecret.', { secret: app.iotAppKey }],
    ['The secret of WeChat was used: use AppSecret of IoT Explorer.', { secret: app.appSecret }],
    ...[...padded, ...broken].map((secret): Mistake => [
      'The secret was used with quotes or blanks around it: leave them out.',
      { secret },
    ]),
  ]
}

/** Says whether the app signed these parameters, and if not, which of the known mistakes (at most two) were made. */
export function signatureReport(
  parameters: Parameters,
  app: SandboxApp,
  apps: readonly SandboxApp[],
): SignatureReport {
  const stringToSign = canonicalString(parameters)
  if (isSignedWith(app.iotAppSecret, parameters)) return { valid: true, stringToSign, mistakes: [] }
  const known = [...MISTAKES, ...encodedAlone(parameters), ...wrongSecrets(app, apps)]
  const explains = (mistakes: readonly Mistake[]) => {
    const recipe = Object.assign(
      rightWith(app.iotAppSecret),
      ...mistakes.map(([, instead]) => instead),
    ) as Recipe
    return signedBy(recipe, parameters) === parameters['Signature']
  }
  const found =
    known.map((mistake) => [mistake]).find(explains) ??
    known.flatMap((first, at) => known.slice(at + 1).map((second) => [first, second])).find(explains)
  return { valid: false, stringToSign, mistakes: found?.map(([words]) => words) ?? [] }
}

function signedBy(recipe: Recipe, { Signature: _, ...parameters }: Parameters): string {
  const pairs = Object.entries({ ...recipe.added, ...parameters })
    .filter(([, value]) => recipe.kept(value))
    .map(([name, value]) => [recipe.named(name), recipe.written(String(value), name)] as const)
  const { order } = recipe
  const ordered = order === undefined ? pairs : [...pairs].sort(([a], [b]) => order(a, b))
  const text = ordered.map((pair) => pair.join('=')).join('&')
  return recipe.digest(recipe.hash(recipe.message(text), recipe.secret))
}

/** What to do about a signature that is not valid. */
export function instructionsFor({ mistakes }: SignatureReport): string {
  return mistakes.length > 0
    ? mistakes.join(' ')
    : 'This is none of the known mistakes: compare the string that you signed with stringToSign, and your secret with that of this AppKey.'
}
