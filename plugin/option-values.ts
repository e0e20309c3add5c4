/** What a documentation leaves to be filled in: `YOUR_APP_KEY`, `<AppKey>`, `xxxx`, `你的 AppKey`. */
const PLACEHOLDER = /(^|[^a-z])your([^a-z]|app|relay|own|$)|^[<{[$].*[>}\]]$|^x{3,}$|你的|您的|填写/i

/** https, or http on this very machine; a host without user info, and a path. No backslash, query, fragment or blank. */
const URL = /^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?)(\/[^\s?#\\]*)?$/i

export const isUrl = (value: unknown) =>
  typeof value === 'string' && URL.test(value) && !PLACEHOLDER.test(value)

export const isText = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' && !PLACEHOLDER.test(value)

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The base URL of a relay, to which `/login` is added. */
export const isRelayUrl = (value: unknown) => isUrl(value) && !/\/login\/*$/.test(value as string)

export const isMilliseconds = (value: unknown) => typeof value === 'number' && value > 0 && value <= 120_000

export const isSeconds = (value: unknown) => typeof value === 'number' && value >= 0 && Number.isFinite(value)

export const isFlag = (value: unknown) => typeof value === 'boolean'
