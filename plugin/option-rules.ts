/** What one option must be. */
export interface Rule {
  holds: (value: unknown) => boolean
  /** Completes `name must be …`; never holds the value, which could be a secret in the wrong place. */
  words: string
}

/** What a documentation leaves to be filled in: `YOUR_APP_KEY`, `<AppKey>`, `xxxx`, `你的 AppKey`. */
const PLACEHOLDER = /(^|[^a-z])your([^a-z]|app|relay|own|$)|^[<{[$].*[>}\]]$|^x{3,}$|你的|您的|填写/i

/** https, or http on this very machine; a host without user info, and a path. No backslash, query, fragment or blank. */
const URL = /^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?)(\/[^\s?#\\]*)?$/i

const isUrl = (value: unknown) => typeof value === 'string' && URL.test(value) && !PLACEHOLDER.test(value)

export const isText = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' && !PLACEHOLDER.test(value)

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const url: Rule = {
  holds: isUrl,
  words: 'an https URL without user info and query (http on this machine only), as https://login.example.com',
}

export const relayUrl: Rule = {
  holds: (value) => isUrl(value) && !/\/login\/*$/.test(value as string),
  words: `${url.words}, and without /login at its end`,
}

export const text = (what: string): Rule => ({
  holds: isText,
  words: `${what}, not a placeholder from an example`,
})

export const milliseconds: Rule = {
  holds: (value) => typeof value === 'number' && value > 0 && value <= 120_000,
  words: 'a number of milliseconds, above 0 and up to 120000',
}

export const seconds: Rule = {
  holds: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
  words: 'a number of seconds, 0 or above',
}

export const flag: Rule = { holds: (value) => typeof value === 'boolean', words: 'true or false' }
