import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  type KeyObject,
} from 'node:crypto'
import type { Secret } from '../secret'

/** Hides what Redis is told about a person from everyone who looks into Redis. */
export interface Encryption {
  /** A key that says nothing of what it is made from. `kind` tells uses apart. */
  nameOf(kind: string, ...parts: readonly string[]): string
  /** A text that only the holder of the secret can read, and only under this name. */
  encrypt(name: string, text: string): string
  /** The text again; undefined when it was encrypted with another secret or name, or is not whole. */
  decrypt(name: string, encrypted: string): string | undefined
}

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** Random bytes for many: asking the system for each twelve costs more than encrypting. None is used twice. */
const random = { pool: Buffer.alloc(IV_BYTES * 256), used: Infinity }

function newIv(): Buffer {
  if (random.used >= random.pool.length) {
    randomFillSync(random.pool)
    random.used = 0
  }
  const iv = Buffer.from(random.pool.subarray(random.used, random.used + IV_BYTES))
  random.used += IV_BYTES
  return iv
}

const encryptions = new WeakMap<Secret, Encryption>()

/** The encryption of this secret, whose keys are derived once. */
export function encryptionOf(secret: Secret): Encryption {
  const encryption = encryptions.get(secret) ?? createEncryption(secret)
  encryptions.set(secret, encryption)
  return encryption
}

/**
 * The encryption of one secret: names by HMAC-SHA256, contents by AES-256-GCM, each with a key of its own that HKDF
 * derives (RFC 5869). Copies with the same secret understand one another; after a change of the secret, what
 * was stored before is as if it had never been.
 */
export function createEncryption(secret: Secret): Encryption {
  const derive = (use: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret.reveal(), 'iot-login-relay', use, KEY_BYTES)))
  const nameKey = derive('store names')
  const contentKey = derive('store contents')

  return {
    nameOf: (kind, ...parts) =>
      `${kind}:${createHmac('sha256', nameKey)
        .update(JSON.stringify([kind, ...parts]))
        .digest('base64url')}`,
    encrypt(name, text) {
      const iv = newIv()
      const cipher = createCipheriv('aes-256-gcm', contentKey, iv).setAAD(Buffer.from(name))
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')
    },
    decrypt(name, encrypted) {
      const bytes = Buffer.from(encrypted, 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv('aes-256-gcm', contentKey, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        const text = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
        return Buffer.concat(text).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
