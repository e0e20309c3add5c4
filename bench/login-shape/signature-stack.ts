import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { relayFile } from './relay-files'

/** Frames of the relay on the stack, awaiting ones too, when an action signs by HMAC-SHA1. */
export async function framesAboveSignature(action: () => Promise<void>): Promise<number> {
  const { hash } = crypto
  const { stackTraceLimit } = Error
  let frames = 0
  Error.stackTraceLimit = Infinity
  crypto.hash = ((...given: Parameters<typeof hash>) => {
    if (given[0] === 'sha1') frames = ofRelay(new Error().stack ?? '')
    return hash(...given)
  }) as typeof hash
  syncBuiltinESMExports()
  try {
    await action()
  } finally {
    crypto.hash = hash
    Error.stackTraceLimit = stackTraceLimit
    syncBuiltinESMExports()
  }
  if (frames === 0) throw new Error('No hash by SHA-1 was seen')
  return frames
}

function ofRelay(stack: string): number {
  return stack.split('\n').filter((line) => {
    const place = /\(?((?:file:\/\/)?\/[^()]+\.js):\d+:\d+\)?$/.exec(line)?.[1]
    return place !== undefined && relayFile(place) !== undefined
  }).length
}
