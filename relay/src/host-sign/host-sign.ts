import { hash, timingSafeEqual } from 'node:crypto'
import type { HostHeaders } from '../login/ports'
import type { HostRules } from '../registered-app'
import type { Secret } from '../secret'

/** Why no host is known. For the log: a caller is not told which it was. */
export type HostFailure = 'missing' | 'malformed' | 'noHost' | 'wrong' | 'stale' | 'notAllowed'

/** The pair changes every ten minutes while the network is good, so an honest one may be that old. */
const OLDEST_SECONDS = 15 * 60
const MOST_AHEAD_SECONDS = 5 * 60

const LONGEST_HEADER = 512
const NONCE = /^[\x20-\x7e]{1,128}$/
const TIME = /^\d{1,15}$/
const SIGNATURE = /^[0-9a-f]{40}$/i

/** WeChat's client writes it, with the host's AppID and version: `0` before a release, `devtools` in DevTools. */
const REFERER = /^https:\/\/servicewechat\.com\/(wx[0-9A-Za-z]{16})\/(\d+|devtools)\/page-frame\.html$/
const NO_RELEASE: ReadonlySet<string | undefined> = new Set(['0', 'devtools'])

/**
 * The AppID of the mini program that a plugin's request comes from, as WeChat has signed it, or why there is none. It covers
 * neither address nor body, and many requests carry the same pair: it says where a request comes from, not who sent it.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/development.html
 *
 * @param nowSeconds Unix seconds
 */
export function hostOf(
  headers: HostHeaders,
  rules: HostRules,
  nowSeconds: number,
): { appId: string } | { failure: HostFailure } {
  const header = headers['x-wechat-hostsign']
  if (header === undefined || header === '') return { failure: 'missing' }
  const signed = typeof header === 'string' ? readHeader(header) : undefined
  if (signed === undefined) return { failure: 'malformed' }
  const [, appId, version] = REFERER.exec(headers.referer ?? '') ?? []
  if (appId === undefined) return { failure: 'noHost' }
  const signature = Buffer.from(signed.signature.toLowerCase(), 'latin1')
  const isBy = (token: Secret | undefined): boolean =>
    token !== undefined && timingSafeEqual(signature, digest(appId, signed, token))
  if (!isBy(rules.pluginToken) && !isBy(rules.previousPluginToken)) return { failure: 'wrong' }
  const age = nowSeconds - Number(signed.timestamp)
  if (age > OLDEST_SECONDS || age < -MOST_AHEAD_SECONDS) return { failure: 'stale' }
  return isLetIn(appId, NO_RELEASE.has(version), rules) ? { appId } : { failure: 'notAllowed' }
}

interface Signed {
  noncestr: string
  timestamp: string
  signature: string
}

/** Further keys are ignored. The time is a text in WeChat's page, and a number in what its clients send. */
function readHeader(header: string): Signed | undefined {
  if (header.length > LONGEST_HEADER) return undefined
  let read: unknown
  try {
    read = JSON.parse(header)
  } catch {
    return undefined
  }
  const { noncestr, timestamp, signature } = Object(read) as Record<string, unknown>
  const time = typeof timestamp === 'number' ? String(timestamp) : timestamp
  return matches(noncestr, NONCE) && matches(time, TIME) && matches(signature, SIGNATURE)
    ? { noncestr, timestamp: time, signature }
    : undefined
}

const matches = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value)

/** As its 40 hexadecimal digits: Node takes a third of the time for them. */
const digest = (appId: string, { noncestr, timestamp }: Signed, token: Secret): Buffer =>
  Buffer.from(hash('sha1', [appId, noncestr, timestamp, token.reveal()].sort().join(''), 'hex'), 'latin1')

function isLetIn(appId: string, isNoRelease: boolean, { hosts, developmentHosts }: HostRules): boolean {
  if (hosts === undefined || hosts.includes(appId)) return true
  return isNoRelease && developmentHosts.includes(appId)
}
