import { isIP } from 'node:net'
import { readRedisAddress } from '../shared/redis-address'

/** What is wrong with a value and how to cure it, to follow "NAME "; undefined when nothing is. Never quotes secrets. */
export type Check = (value: string) => string | undefined

const LOOKS_LIKE_A_PLACEHOLDER =
  /^(?:secret|password|todo|none|null|undefined|x{3,}|\.{3,}|\*+|<.*>|\{.*\}|\$\{?.*)$|\b(?:your|change|replace)[-_ ]?(?:me|this|app|own|secret|key|id)?\b|placeholder/i

/** A key or secret: printable ASCII without blanks, and not the text of an example. */
export const checkCredential: Check = (value) => {
  if (!/^[\x21-\x7e]{1,256}$/.test(value)) {
    return 'holds blanks or characters that no real one has: copy it again from the console'
  }
  if (LOOKS_LIKE_A_PLACEHOLDER.test(value.replaceAll(/[-_]/g, ' '))) {
    return 'still holds the text of an example: copy the real value from the console'
  }
  return undefined
}

export const checkAppId: Check = (value) =>
  checkCredential(value) ??
  (/^[A-Za-z0-9_-]{1,64}$/.test(value) ? undefined : 'is not an AppID: copy it from the WeChat console')

/** One of the listed words. */
export const checkOneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value) ? undefined : `must be one of ${words.join(', ')}`

/** A whole number in decimal digits, both ends included. */
export const checkWholeNumber =
  (lowest: number, highest: number): Check =>
  (value) =>
    /^\d{1,15}$/.test(value) && Number(value) >= lowest && Number(value) <= highest
      ? undefined
      : `must be a whole number from ${lowest} to ${highest}, digits only`

export const checkHost: Check = (value) =>
  /^[A-Za-z0-9.:_-]{1,253}$/.test(value) ? undefined : 'must be an address or host name, such as 127.0.0.1'

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)

/** The base URL of an upstream: the secrets travel there, so https, or plain http on this machine alone. */
export const checkUpstreamUrl: Check = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return 'must be an https URL'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return 'must be an https URL; plain http is for 127.0.0.1, ::1 and localhost alone'
  }
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password'
  if (/[?#]/.test(value)) return 'must be a base URL, without ? and #'
  return undefined
}

export const checkNickName: Check = (value) =>
  /^[^\p{Cc}\p{Cs}]+$/u.test(value) && value.length <= 20
    ? undefined
    : 'must have 1 to 20 UTF-16 units and no control characters'

export const checkAvatar: Check = (value) =>
  URL.canParse(value) && /^https:\/\/[\x21-\x7e]+$/.test(value) && value.length <= 1024
    ? undefined
    : 'must be an https URL of at most 1024 characters'

/** Of Redis. What is wrong is said without the URL, which may hold a password. */
export const checkRedisUrl: Check = (value) =>
  readRedisAddress(value) === undefined
    ? 'must be redis:// or rediss:// with a host, redis+cluster:// with several, or redis+sentinel:// with the name of the primary as path; encode special characters of a password'
    : undefined

export const checkKeyPrefix: Check = (value) =>
  /^[A-Za-z0-9_.:{}/-]{1,64}$/.test(value) ? undefined : 'must have 1 to 64 letters, digits and _ . : { } / -'

const PROXY_NAMES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

/** `none`, or a list of addresses, networks and their names, with commas between. */
export const checkTrustProxy: Check = (value) =>
  value === 'none' || value.split(',').every((part) => PROXY_NAMES.includes(part) || isNetwork(part))
    ? undefined
    : `must be none, or addresses, networks such as 10.0.0.0/8 and ${PROXY_NAMES.join(', ')}, with commas and no blanks between`

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  const fits =
    prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
  return family !== 0 && fits && rest.length === 0
}
