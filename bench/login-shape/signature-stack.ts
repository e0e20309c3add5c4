import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { relayFile } from './relay-files'

/** Frames of the relay on the stack, awaiting ones too, when an action signs by HMAC-SHA1. */
export async function framesAboveSignature(action: () => Promise<void>): Promise<number> {
  const { createHmac } = crypto
  const { stackTraceLimit } = Error
  let frames = 0
  Error.stackTraceLimit = Infinity
  crypto.createHmac = (...given: Parameters<typeof createHmac>) => {
    if (given[0] === 'sha1') frames = ofRelay(new Error().stack ?? '')
    return createHmac(...given)
  }
  syncBuiltinESMExports()
  try {
    await action()
  } finally {
    crypto.createHmac = createHmac
    Error.stackTraceLimit = stackTraceLimit
    syncBuiltinESMExports()
  }
  if (frames === 0) throw new Error('No call of createHmac by HMAC-SHA1 was seen')
  return frames
}

function ofRelay(stack: string): number {
  return stack.split('\n').filter((line) => {
    const place = /\(?((?:file:\/\/)?\/[^()]+\.js):\d+:\d+\)?$/.exec(line)?.[1]
    return place !== undefined && relayFile(place) !== undefined
  }).length
}
