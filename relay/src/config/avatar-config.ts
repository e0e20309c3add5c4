import { Secret } from '../secret'
import { checkBucketUrl, checkCredential, checkPublicUrl, checkRegion } from './checks'
import type { Count, Reader } from './reader'

/** A bucket of an S3-compatible store. */
export interface BucketConfig {
  /** With the bucket in its host or its path. */
  url: string
  region: string
  accessKeyId: string
  secretAccessKey: Secret
}

/** How pictures are taken and kept. */
export interface AvatarConfig {
  /** Where they are found, without a slash at its end. */
  url: string
  limitBytes: number
  /** Uploads a minute from one address, and an hour of one user; 0 for any number. */
  most: { address: number; user: number }
  store: { directory: string } | { bucket: BucketConfig }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

/** @param dataDir absent: there is no disk that lasts */
export function readAvatars(
  read: Reader,
  count: Count,
  dataDir: string | undefined,
  problems: string[],
): AvatarConfig | undefined {
  // All are read whether or not they are used: a wrong one would come up on the day that they are.
  const limitBytes = count('AVATAR_LIMIT_BYTES', 10_240, 16_777_216)
  const most = {
    address: count('RATE_LIMIT_AVATARS_PER_IP', 0, 1_000_000),
    user: count('RATE_LIMIT_AVATARS_PER_USER', 0, 1_000_000),
  }
  const url = read.isSet('AVATAR_URL') ? withoutSlash(read.text('AVATAR_URL', checkPublicUrl)) : undefined
  const bucket = readBucket(read, url !== undefined, problems)
  if (url === undefined) return undefined
  if (bucket !== undefined) return { url, limitBytes, most, store: { bucket } }
  if (dataDir === undefined) {
    problems.push('AVATAR_URL has no place for pictures: set DATA_DIR to a directory, or AVATAR_BUCKET_URL')
  }
  return { url, limitBytes, most, store: { directory: `${dataDir ?? ''}/avatars` } }
}

const bucketChecks = {
  AVATAR_BUCKET_URL: checkBucketUrl,
  AVATAR_BUCKET_ACCESS_KEY_ID: checkCredential,
  AVATAR_BUCKET_SECRET_ACCESS_KEY: checkCredential,
  AVATAR_BUCKET_REGION: checkRegion,
} as const

/** Undefined where none of its variables is set; with one of them all are needed, and AVATAR_URL. */
function readBucket(read: Reader, hasUrl: boolean, problems: string[]): BucketConfig | undefined {
  const names = Object.keys(bucketChecks) as (keyof typeof bucketChecks)[]
  const set = names.filter((name) => read.isSet(name))
  if (set.length === 0) return undefined
  const missing = names.filter((name) => name !== 'AVATAR_BUCKET_REGION' && !read.isSet(name))
  const needed = [...missing, ...(hasUrl ? [] : ['AVATAR_URL'])].join(', ')
  if (needed !== '')
    problems.push(`${set.join(', ')} cannot be used without ${needed}: set all, or remove all`)
  const text = (name: keyof typeof bucketChecks): string =>
    missing.includes(name) ? '' : read.text(name, bucketChecks[name])
  return {
    url: withoutSlash(text('AVATAR_BUCKET_URL')),
    region: text('AVATAR_BUCKET_REGION'),
    accessKeyId: text('AVATAR_BUCKET_ACCESS_KEY_ID'),
    secretAccessKey: new Secret(text('AVATAR_BUCKET_SECRET_ACCESS_KEY')),
  }
}
