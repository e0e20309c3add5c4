import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { PushSecrets } from '../registered-app'

/** What WeChat writes behind the address of a delivery. */
export interface PushQuery {
  signature?: string
  msg_signature?: string
  timestamp?: string
  nonce?: string
  encrypt_type?: string
}

/**
 * Whether WeChat signed this: SHA-1 over the token and these texts, sorted and joined.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 */
export function isSigned(
  signature: string | undefined,
  { token }: PushSecrets,
  texts: readonly string[],
): boolean {
  const right = createHash('sha1')
    .update([token.reveal(), ...texts].sort().join(''))
    .digest()
  const given = Buffer.from(signature ?? '', 'hex')
  return given.length === right.length && timingSafeEqual(given, right)
}

const KEY_BYTES = 32
const RANDOM_BYTES = 16
/** PKCS#7 with blocks of 32 bytes, twice those of AES, so that the cipher's own padding is off. */
const BLOCK = 32

/**
 * The message of the AES mode: 16 random bytes, its length, itself and an AppID, by AES-256-CBC. Undefined where the key
 * is another one, or the message is for another AppID.
 */
export function decrypted(encrypted: string, { aesKey }: PushSecrets, appId: string): string | undefined {
  const key = Buffer.from(`${aesKey?.reveal() ?? ''}=`, 'base64')
  if (key.length !== KEY_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  let whole: Buffer
  try {
    whole = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
  } catch {
    return undefined
  }
  const padding = whole.at(-1) ?? 0
  if (whole.length < RANDOM_BYTES + 4 || padding < 1 || padding > BLOCK) return undefined
  const content = whole.subarray(0, whole.length - padding)
  const start = RANDOM_BYTES + 4
  const end = start + whole.readUInt32BE(RANDOM_BYTES)
  return content.toString('utf8', end) === appId ? content.toString('utf8', start, end) : undefined
}

/**
 * The fields of a message, in JSON or in WeChat's XML, which is flat: names with a number, or with text in CDATA. No
 * parser of XML is asked, so there are no entities and no documents of others to fetch. Nested ones are left out.
 */
export function readMessage(text: string): Readonly<Record<string, string>> {
  const fields = Object.create(null) as Record<string, string>
  if (text.trimStart().startsWith('{')) {
    for (const [name, value] of Object.entries(parsed(text))) {
      if (typeof value === 'string' || typeof value === 'number') fields[name] = String(value)
    }
    return fields
  }
  for (const [, name = '', quoted, plain] of text.matchAll(XML_FIELD)) fields[name] ??= quoted ?? plain ?? ''
  return fields
}

const XML_FIELD = /<(\w{1,64})>(?:<!\[CDATA\[([^\]]{0,4096})\]\]>|([^<]{0,4096}))<\/\1>/g

function parsed(text: string): object {
  try {
    return Object(JSON.parse(text)) as object
  } catch {
    return {}
  }
}
