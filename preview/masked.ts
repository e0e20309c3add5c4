/** Fields that identify somebody or let somebody in. */
const SENSITIVE = new Set([
  ...['code', 'js_code', 'token', 'Token', 'AccessToken', 'access_token', 'openid', 'openpid', 'unionid'],
  ...['session_key', 'secret', 'Signature', 'nickName', 'NickName', 'avatar', 'avatarUrl', 'Avatar'],
])

const SHOWN = 4
/** A shorter text would be given away by its beginning. */
const SHORTEST_SHOWN = 12

/** A copy in which whatever could be used is cut to its beginning. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    SENSITIVE.has(name) && typeof inner === 'string' ? cut(inner) : masked(inner),
  ])
  return Object.fromEntries(entries)
}

const cut = (text: string) => (text.length < SHORTEST_SHOWN ? '…' : `${text.slice(0, SHOWN)}…`)
