/** Where Redis is, out of its URL. */
export type RedisAddress = {
  userName?: string
  password?: string
  tls: boolean
  /** The number of the database; 0 in a cluster. */
  database: number
} & (
  | { kind: 'single' | 'cluster'; nodes: RedisNode[] }
  | { kind: 'sentinel'; nodes: RedisNode[]; primaryName: string }
)

export interface RedisNode {
  host: string
  port: number
}

const SCHEME = /^(rediss?)(?:\+(cluster|sentinel))?:\/\/(?:([^@/]*)@)?([^@/?#]+)(?:\/([^?#]*))?$/

/**
 * Reads the URL of a Redis, where `rediss` is over TLS; undefined when it is none.
 *
 * - `redis://user:password@host:6379/0`
 * - `redis+cluster://user:password@host-1:6379,host-2:6379`
 * - `redis+sentinel://user:password@sentinel-1:26379,sentinel-2:26379/name-of-the-primary/0`
 */
export function readRedisAddress(url: string): RedisAddress | undefined {
  const [, scheme, kind = 'single', login = '', hosts = '', path = ''] = SCHEME.exec(url) ?? []
  if (scheme === undefined) return undefined
  const nodes = hosts.split(',').map((host) => readNode(host, kind === 'sentinel' ? 26_379 : 6379))
  const segments = path === '' ? [] : path.split('/')
  const primaryName = kind === 'sentinel' ? segments.shift() : ''
  const [database = '0', ...rest] = segments
  const isWrong =
    nodes.includes(undefined) ||
    (kind === 'single' && nodes.length !== 1) ||
    primaryName === undefined ||
    !/^\d{1,5}$/.test(database) ||
    (kind === 'cluster' && Number(database) !== 0) ||
    rest.length > 0
  const credentials = readLogin(login)
  if (isWrong || credentials === undefined) return undefined

  const common = {
    ...credentials,
    tls: scheme === 'rediss',
    database: Number(database),
    nodes: nodes.filter((node) => node !== undefined),
  }
  return kind === 'sentinel'
    ? { ...common, kind, primaryName: decode(primaryName) ?? primaryName }
    : { ...common, kind: kind === 'cluster' ? 'cluster' : 'single' }
}

function readNode(text: string, defaultPort: number): RedisNode | undefined {
  const [, host, port] = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text) ?? []
  const number = Number(port ?? defaultPort)
  if (host === undefined || number < 1 || number > 65_535) return undefined
  return { host: host.replaceAll(/[[\]]/g, ''), port: number }
}

function readLogin(login: string): { userName?: string; password?: string } | undefined {
  const [user = '', ...rest] = login.split(':')
  const userName = decode(user)
  const password = decode(rest.join(':'))
  if (userName === undefined || password === undefined) return undefined
  return { ...(userName === '' ? {} : { userName }), ...(password === '' ? {} : { password }) }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
