import type sharp from 'sharp'
import { relayError } from '../errors'
import { signedType, type PictureType } from './signed-type'

/** Makes a picture fit to be shown: square, at most 512 px, JPEG, without metadata. */
export interface SquarePicture {
  /** Rejects with a `Relay.Avatar…` error unless the file is a picture of a size that may be decoded. Decodes nothing. */
  check(file: Buffer): Promise<void>
  /** The JPEG of a file that was checked. Rejects with `Relay.AvatarUnreadable`. */
  make(file: Buffer): Promise<Buffer>
}

const LARGEST_SIDE = 512
export const PICTURE_TYPE = 'image/jpeg'

/** 4096 × 4096. A decoded pixel takes four bytes, so a picture takes 64 MiB at most. */
export const MOST_PIXELS = 16_777_216

/** How many are decoded at once: 128 MiB, and half of the four threads that Node also looks up names with. */
const AT_ONCE = 2
const DECODE_SECONDS = 5

/** By sharp, in its own threads: no login waits for a picture. It is loaded with the first one. */
export function createSquarePicture(): SquarePicture {
  const inTurn = createTurns(AT_ONCE)
  const opened = (file: Buffer): sharp.Sharp =>
    decoder()(file, { failOn: 'error', limitInputPixels: MOST_PIXELS, animated: false })
  // Here the limit would be one more unreadable picture; what is too large has a code of its own.
  const headOf = (file: Buffer): sharp.Sharp => decoder()(file, { limitInputPixels: false, animated: false })

  return {
    async check(file) {
      const type = signedType(file)
      if (type === undefined) throw relayError('Relay.AvatarUnsupported')
      const { format, width, height } = await readable(headOf(file).metadata())
      if (format !== (type satisfies PictureType)) throw relayError('Relay.AvatarUnreadable')
      if (width * height > MOST_PIXELS) throw relayError('Relay.AvatarTooLarge', { message: TOO_MANY_PIXELS })
    },
    make: (file) =>
      inTurn(async () => {
        const { width, height } = await readable(headOf(file).metadata())
        const side = Math.min(LARGEST_SIDE, width, height)
        const square = opened(file)
          .timeout({ seconds: DECODE_SECONDS })
          .autoOrient()
          .resize(side, side, { fit: 'cover' })
          .flatten({ background: '#ffffff' })
          .jpeg({ quality: 82 })
        return readable(square.toBuffer())
      }),
  }
}

const TOO_MANY_PIXELS = `The picture has more than ${MOST_PIXELS} pixels. Choose a smaller one.`

/** The decoder quotes what it read, so its own words stay inside. */
async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch {
    throw relayError('Relay.AvatarUnreadable')
  }
}

function decoder(): typeof sharp {
  try {
    // An import would be carried out by relays that never see a picture.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require('sharp') as typeof sharp
  } catch {
    throw relayError('Relay.AvatarNotStored', {
      hint: 'sharp is missing, or was built for another system: install it beside the relay (npm install sharp).',
    })
  }
}

/** Lets a number of pieces of work run at once, the others in their order. */
function createTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // The turn goes straight to the next one, if there is one.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
