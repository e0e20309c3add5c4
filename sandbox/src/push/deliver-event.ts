import { randomBytes } from 'node:crypto'
import { eventBody, type BodyFormat, type EventFields } from './event-body'
import { encrypted, pushSignature, type PushSecrets, type Stamp } from './seal-event'

export interface Delivery {
  url: string
  secrets: PushSecrets
  mode: 'plain' | 'aes'
  format: BodyFormat
  /** What is made wrong: the signature of the address, or in AES mode that of the message. */
  spoil?: 'signature' | 'msg_signature'
}

/** How the server answered one delivery. */
export interface Acknowledgement {
  /** `null` when there was no answer within five seconds. */
  status: number | null
  /** The first 200 characters. */
  body: string
  /** `success` or nothing at all, with status 200: otherwise WeChat sends it again. */
  acknowledged: boolean
}

const MILLISECONDS_TO_ANSWER = 5000
const LONGEST_BODY = 200

/** Asks the server to prove that it knows the token, as WeChat does when the settings are saved. */
export async function verifyServer({ url, secrets }: Delivery, timestamp: string): Promise<Acknowledgement> {
  const echostr = randomBytes(8).toString('hex')
  const stamp = { timestamp, nonce: randomBytes(4).toString('hex') }
  const answer = await ask(addressed(url, signed(stamp, secrets), { echostr }), { method: 'GET' })
  return { ...answer, acknowledged: answer.status === 200 && answer.body === echostr }
}

/** Sends an event once, signed and, in AES mode, encrypted. */
export async function deliverEvent(
  { url, secrets, mode, format, spoil }: Delivery,
  event: EventFields,
  timestamp: string,
): Promise<Acknowledgement> {
  const stamp = { timestamp, nonce: randomBytes(4).toString('hex') }
  const message = eventBody(event, format)
  const query = signed(stamp, secrets)
  if (spoil === 'signature') query['signature'] = spoilt(query['signature'])
  const type = { 'content-type': format === 'json' ? 'application/json' : 'text/xml' }
  if (mode === 'plain') return ask(addressed(url, query), { method: 'POST', headers: type, body: message })
  const Encrypt = encrypted(message, secrets)
  const right = pushSignature(secrets.token, stamp.timestamp, stamp.nonce, Encrypt)
  const msg_signature = spoil === 'msg_signature' ? spoilt(right) : right
  return ask(addressed(url, query, { encrypt_type: 'aes', msg_signature }), {
    method: 'POST',
    headers: type,
    body: eventBody({ ToUserName: String(event['ToUserName']), Encrypt }, format),
  })
}

function signed({ timestamp, nonce }: Stamp, { token }: PushSecrets): Record<string, string> {
  return { signature: pushSignature(token, timestamp, nonce), timestamp, nonce }
}

/** Another first digit: still of the right form. */
const spoilt = (signature = '') => (signature.startsWith('0') ? '1' : '0') + signature.slice(1)

function addressed(url: string, ...queries: Record<string, string>[]): string {
  const address = new URL(url)
  for (const query of queries) {
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  }
  return address.href
}

async function ask(url: string, init: RequestInit): Promise<Acknowledgement> {
  try {
    const signal = AbortSignal.timeout(MILLISECONDS_TO_ANSWER)
    const reply = await fetch(url, { ...init, signal, redirect: 'manual' })
    const body = (await reply.text()).slice(0, LONGEST_BODY)
    const acknowledged = reply.status === 200 && (body === 'success' || body === '')
    return { status: reply.status, body, acknowledged }
  } catch {
    return { status: null, body: '', acknowledged: false }
  }
}
