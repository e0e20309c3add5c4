import { createHash } from 'node:crypto'
import type * as Signing from 'aws4fetch'
import { Pool, ProxyAgent, request } from 'undici'
import { ObjectStoreFailure, type ObjectStore } from '../avatar/object-store'
import type { BucketConfig } from '../config/avatar-config'
import type { Secret } from '../secret'

/** How the relay reaches a bucket. */
export interface BucketOptions {
  /** Milliseconds that one question may take. */
  timeoutMs: number
  /** Through which it is asked; absent: directly. */
  proxy?: Secret | undefined
}

interface Asked {
  method: 'GET' | 'PUT' | 'DELETE'
  /** Below the bucket's URL. */
  path: string
  query?: Record<string, string>
  content?: Buffer
  type?: string
}

/**
 * Objects of a bucket, by the part of S3's API that its likes have too, Tencent's COS among them.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html
 * https://cloud.tencent.com/document/product/436/41284
 */
export function createBucketObjects(bucket: BucketConfig, { timeoutMs, proxy }: BucketOptions): ObjectStore {
  const dispatcher =
    proxy === undefined ? new Pool(new URL(bucket.url).origin) : new ProxyAgent(proxy.reveal())

  async function ask({ method, path, query = {}, content, type }: Asked): Promise<Buffer | undefined> {
    const url = new URL(`${bucket.url}/${path}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const body = content ?? null
    const signed = await new (loadSigner())({
      method,
      url: url.href,
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(content ?? '')
          .digest('hex'),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      accessKeyId: bucket.accessKeyId,
      secretAccessKey: bucket.secretAccessKey.reveal(),
      service: 's3',
      region: bucket.region,
    }).sign()
    const signal = AbortSignal.timeout(timeoutMs)
    const headers = Object.fromEntries(signed.headers)
    const reply = await reached(request(signed.url, { dispatcher, method, headers, body, signal }))
    const answer = Buffer.from(await reached(reply.body.arrayBuffer()))
    if (reply.statusCode === 404 && method !== 'PUT' && !isMissingBucket(answer)) return undefined
    if (reply.statusCode < 300) return answer
    throw refusal(reply.statusCode, answer)
  }

  return {
    async put(path, content, type) {
      await ask({ method: 'PUT', path, content, type })
    },
    get: (path) => ask({ method: 'GET', path }),
    async remove(path) {
      await ask({ method: 'DELETE', path })
    },
    async list(folder) {
      const found = await ask({ method: 'GET', path: '', query: { 'list-type': '2', prefix: folder } })
      return [...String(found ?? '').matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
    },
  }
}

// Loaded with the first question: most relays have no bucket.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadSigner = () => (require('aws4fetch') as typeof Signing).AwsV4Signer

const isMissingBucket = (answer: Buffer): boolean => codeOf(answer) === 'NoSuchBucket'

const codeOf = (answer: Buffer): string | undefined =>
  /<Code>([A-Za-z]{1,64})<\/Code>/.exec(String(answer))?.[1]

async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { name, code } = error as { name?: unknown; code?: unknown }
    const fault = name === 'TimeoutError' ? 'TIMEOUT' : typeof code === 'string' ? code : 'unknown'
    throw new ObjectStoreFailure(
      'AVATAR_BUCKET_URL cannot be reached: look at its host, and at the network.',
      fault,
    )
  }
}

const cures: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: 'AVATAR_BUCKET_ACCESS_KEY_ID is not known to the bucket: copy it again.',
  SignatureDoesNotMatch:
    'AVATAR_BUCKET_SECRET_ACCESS_KEY is not that of AVATAR_BUCKET_ACCESS_KEY_ID: copy it again.',
  AccessDenied:
    'The account of AVATAR_BUCKET_ACCESS_KEY_ID may not do that: allow put, get, delete and list.',
  NoSuchBucket: 'AVATAR_BUCKET_URL names no bucket: correct it, or make the bucket.',
  AuthorizationHeaderMalformed: 'AVATAR_BUCKET_REGION is not that of the bucket: correct it.',
  RequestTimeTooSkewed: "This machine's clock is off: set it right.",
}

function refusal(status: number, answer: Buffer): ObjectStoreFailure {
  const code = codeOf(answer) ?? `HTTP_${status}`
  return new ObjectStoreFailure(
    cures[code] ?? 'The bucket of AVATAR_BUCKET_URL refused: see its own log.',
    code,
  )
}
