/** Names whose values identify somebody or let somebody in, at the platforms and at the sandbox alike. */
const SENSITIVE = new Set([
  'secret',
  'js_code',
  'code',
  'openid',
  'media_url',
  'openpid',
  'unionid',
  'session_key',
  'access_token',
  'WxOpenID',
  'Signature',
  'AccessToken',
  'Token',
  'NickName',
  'Avatar',
])

const SHOWN = 3
/** A shorter text would be given away by its beginning. */
const SHORTEST_SHOWN = 8

/** A copy of it in which sensitive texts are cut to their first three characters. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SENSITIVE.has(name) ? cut(inner) : masked(inner)]),
  )
}

/** A number under such a name is an error code, and `code` is one of those names. */
function cut(value: unknown): unknown {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.length >= SHORTEST_SHOWN ? `${value.slice(0, SHOWN)}…` : '…'
}
