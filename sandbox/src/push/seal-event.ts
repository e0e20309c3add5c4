import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** What WeChat signs a delivery with, and where it is for. */
export interface PushSecrets {
  /** Of the message push settings. */
  token: string
  /** 43 characters of the message push settings; only for the AES mode. */
  encodingAesKey?: string
  appId: string
}

/** The parts of a signature that are not the message. */
export interface Stamp {
  /** Unix seconds. */
  timestamp: string
  nonce: string
}

/**
 * sha1 over the texts, sorted and joined. https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 */
export function pushSignature(...texts: readonly string[]): string {
  return createHash('sha1')
    .update([...texts].sort().join(''))
    .digest('hex')
}

const BLOCK = 32

/** The message in AES mode: 16 random bytes, its length, itself and the AppID, by AES-256-CBC. */
export function encrypted(message: string, { encodingAesKey = '', appId }: PushSecrets): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const content = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const whole = Buffer.concat([randomBytes(16), length, content, Buffer.from(appId)])
  // PKCS#7 with blocks of 32 bytes, twice those of AES, so that the cipher's own padding is off.
  const padding = BLOCK - (whole.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([whole, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
