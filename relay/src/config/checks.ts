import { isIP } from 'node:net'
import { readRedisAddress } from '../shared/redis-address'

/**
 * What is wrong with a value, and after a colon how to cure it, to follow "NAME "; undefined when nothing is. The value
 * is never quoted: a secret may stand where it does not belong.
 */
export type Check = (value: string) => string | undefined

const LOOKS_LIKE_A_PLACEHOLDER =
  /^(?:secret|password|todo|none|null|undefined|x{3,}|\.{3,}|\*+|<.*>|\{.*\}|\$\{?.*)$|\b(?:your|change|replace)[-_ ]?(?:me|this|app|own|secret|key|id)?\b|placeholder/i

/** A key or secret: printable ASCII without blanks, and not the text of an example. */
export const checkCredential: Check = (value) => {
  if (value.length > 256) return 'is too long for a real one: copy it again from the console'
  if (!/^[\x21-\x7e]+$/.test(value))
    return 'holds blanks and the like, which no real one has: copy it again from the console'
  if (LOOKS_LIKE_A_PLACEHOLDER.test(value.replaceAll(/[-_]/g, ' '))) {
    return 'still holds the text of an example: copy the real value from the console'
  }
  return undefined
}

/** Of WeChat's message push: chosen in its console. */
export const checkPushToken: Check = (value) =>
  /^[0-9A-Za-z]{3,32}$/.test(value)
    ? undefined
    : 'is not a token of 3 to 32 letters and digits: copy it from the message push settings'

export const checkAesKey: Check = (value) =>
  /^[0-9A-Za-z]{43}$/.test(value)
    ? undefined
    : 'is not an EncodingAESKey of 43 letters and digits: copy it from the message push settings'

const APP_ID = /^wx[0-9A-Za-z]{16}$/

/** WeChat's AppIDs are `wx` and 16 characters, as in every page of its console and documents. */
export const checkAppId: Check = (value) => {
  const wrong = checkCredential(value)
  if (wrong !== undefined || APP_ID.test(value)) return wrong
  if (value.startsWith('gh_'))
    return 'is the original id (gh_…) of an account: copy the AppID (wx…) beside it'
  if (/^[0-9a-f]{32}$/.test(value)) return 'looks like an AppSecret: swap the two, or copy the AppID (wx…)'
  return 'is not an AppID, which is wx and 16 letters or digits: copy it whole from the WeChat console'
}

/** WeChat's AppSecret. */
export const checkWechatSecret: Check = (value) =>
  checkCredential(value) ??
  (APP_ID.test(value) ? 'is an AppID: swap the two, or copy the AppSecret from the console' : undefined)

/** Tencent's samples: 17 letters for an AppKey, 20 for an AppSecret. No page promises it, so both must say so. */
const SAMPLE_LETTERS = { key: /^[A-Za-z]{17}$/, secret: /^[A-Za-z]{20}$/ }

const wordOf = (kind: 'key' | 'secret', value: string): boolean =>
  kind === 'key' ? /app_?-?key/i.test(value) && !/secret/i.test(value) : /secret/i.test(value)

/** Whether AppKey and AppSecret of IoT Explorer stand in each other's place, as far as their looks can tell. */
export const areSwapped = (appKey: string, appSecret: string): boolean =>
  (wordOf('secret', appKey) && !wordOf('secret', appSecret)) ||
  (wordOf('key', appSecret) && !wordOf('key', appKey)) ||
  (SAMPLE_LETTERS.secret.test(appKey) && SAMPLE_LETTERS.key.test(appSecret))

/** One of the listed words. */
export const checkOneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value) ? undefined : `is none of its values: set it to one of ${words.join(', ')}`

/** A whole number in decimal digits, both ends included. */
export const checkWholeNumber =
  (lowest: number, highest: number): Check =>
  (value) => {
    const cure = `set it to one from ${lowest} to ${highest}, in digits only`
    if (!/^\d{1,15}$/.test(value)) return `is not a whole number: ${cure}`
    if (Number(value) < lowest) return `is too small a number: ${cure}`
    return Number(value) > highest ? `is too large a number: ${cure}` : undefined
  }

export const checkHost: Check = (value) =>
  /^[A-Za-z0-9.:_-]{1,253}$/.test(value)
    ? undefined
    : 'is not an address or host name: set it to one, such as 127.0.0.1'

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)

/** Of a proxy. What is wrong is said without the URL, which may hold a password. */
export const checkProxyUrl: Check = (value) =>
  URL.canParse(value) && /^https?:\/\/[^/?#]+\/?$/.test(value)
    ? undefined
    : 'is not the URL of a proxy: set it to http://host:port, with user:password@ where the proxy wants it; encode special characters'

/** A URL that is right in itself and of something else. Tencent's hosts have one path; a proxy may have any. */
const wrongPlace: Readonly<Record<'WeChat' | 'IoTExplorer', (url: URL) => string | undefined>> = {
  WeChat({ hostname, pathname }) {
    if (/tencent(?:iotcloud)?\.com$/.test(hostname))
      return "is IoT Explorer's: set it to https://api.weixin.qq.com"
    const [, path] = /(\/(?:sns|wxa|cgi-bin)(?:\/.*)?)$/.exec(pathname) ?? []
    if (path !== undefined) return `ends with ${path}, which the relay adds: take it away`
    if (hostname === 'api.weixin.qq.com' && pathname !== '/')
      return 'has a path: set it to https://api.weixin.qq.com'
    return undefined
  },
  IoTExplorer({ hostname, pathname }) {
    if (hostname.endsWith('weixin.qq.com'))
      return "is WeChat's: set it to https://iot.cloud.tencent.com/api/exploreropen"
    const [, path] = /(\/(?:appapi|tokenapi|serviceapi)(?:\/.*)?)$/.exec(pathname) ?? []
    if (path !== undefined) return `ends with ${path}, which the relay adds: take it away`
    if (/tencent(?:iotcloud)?\.com$/.test(hostname) && !/^\/api\/exploreropen\/*$/.test(pathname)) {
      return `has not the path of the API: set it to https://${hostname}/api/exploreropen`
    }
    if (pathname === '/' && !isLoopback(hostname)) return 'has no path: end it with /api/exploreropen'
    return undefined
  },
}

export const checkWechatUrl: Check = (value) => checkUpstreamUrl(value) ?? wrongPlace.WeChat(new URL(value))
export const checkIotUrl: Check = (value) => checkUpstreamUrl(value) ?? wrongPlace.IoTExplorer(new URL(value))

/** The base URL of an upstream: the secrets travel there, so https, or plain http on this machine only. */
const checkUpstreamUrl: Check = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    return 'is not an https URL: set it to one'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return 'is plain http, which is for 127.0.0.1, ::1 and localhost only: set it to an https URL'
  }
  if (url.username !== '' || url.password !== '') return 'holds a user name or password: take it away'
  if (/[?#]/.test(value)) return 'has a ? or #: take away all from there on'
  return undefined
}

/** Of an S3-compatible bucket: signed requests go there. */
export const checkBucketUrl = checkUpstreamUrl

/** Where phones find pictures. */
export const checkPublicUrl: Check = (value) =>
  checkUpstreamUrl(value) ??
  (new URL(value).pathname === '/'
    ? 'has no path: set it to one that ends with /avatar, or with the folder of the bucket'
    : undefined)

export const checkRegion: Check = (value) =>
  /^[a-z0-9-]{1,64}$/.test(value) ? undefined : 'is not a region: set it to one such as ap-guangzhou'

export const checkNickName: Check = (value) => {
  if (value === '') return 'is empty: set it to 1 to 20 UTF-16 units'
  if (value.length > 20) return 'is too long: set it to 1 to 20 UTF-16 units'
  if (/\p{Cs}/u.test(value)) return 'has half a character: remove it'
  return /\p{Cc}/u.test(value) ? 'has control characters: remove them' : undefined
}

export const checkAvatar: Check = (value) => {
  if (!URL.canParse(value) || !value.startsWith('https://')) return 'is not an https URL: set it to one'
  if (value.length > 1024) return 'is too long: set it to at most 1024 characters'
  return /[^\x21-\x7e]/.test(value) ? 'has blanks and the like: encode what is not plain ASCII' : undefined
}

/** Of Redis. What is wrong is said without the URL, which may hold a password. */
export const checkRedisUrl: Check = (value) =>
  readRedisAddress(value) === undefined
    ? 'is not the URL of a Redis: set it to redis:// or rediss:// with a host, redis+cluster:// with several, or redis+sentinel:// with the name of the primary as path; encode special characters of a password'
    : undefined

/** Any text on one line. */
export const checkPassword: Check = (value) => {
  if (value.length > 512) return 'is too long: set it to at most 512 characters'
  return /\p{Cc}/u.test(value) ? 'has control characters: set it to one line without any' : undefined
}

/** Of a directory. Whether it can be written, its first use tells. */
export const checkPath: Check = (value) => {
  if (value.length > 1024) return 'is too long: set it to at most 1024 characters'
  return /\p{Cc}/u.test(value) ? 'has control characters: set it to the path of a directory' : undefined
}

export const checkKeyPrefix: Check = (value) => {
  if (value.length > 64) return 'is too long: set it to at most 64 characters'
  return /^[A-Za-z0-9_.:{}/-]+$/.test(value)
    ? undefined
    : 'has other characters: set it to letters, digits and _ . : { } / -'
}

const PROXY_NAMES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

/** `none`, or a list of addresses, networks and their names, with commas between. */
export const checkTrustProxy: Check = (value) =>
  value === 'none' || value.split(',').every((part) => PROXY_NAMES.includes(part) || isNetwork(part))
    ? undefined
    : `is not a list of networks: set it to none, or to addresses, networks such as 10.0.0.0/8 and ${PROXY_NAMES.join(', ')}, with commas and no blanks between`

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  const fits =
    prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
  return family !== 0 && fits && rest.length === 0
}
