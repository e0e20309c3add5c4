import type * as Multipart from '@fastify/busboy'
import type { AVATAR_PART as ContractPart } from '../../../plugin/relay-client/contract'
import { relayError, type RelayError } from '../errors'

const PART: typeof ContractPart = 'file'

/** The form fields by name, and the one file. */
export type Upload = Readonly<Record<string, unknown>> & { [PART]: Buffer }

/** More than the contract has, and less than would cost anything. */
const MOST_FIELDS = 16
const LONGEST_FIELD_BYTES = 1024

/** What the fields and the lines between the parts take beside the picture, bytes. */
export const FORM_BYTES = 16_384

/**
 * The parts of a body of `multipart/form-data` that has been read whole. Rejects with `Relay.AvatarMissing` unless it
 * holds one picture, and with `Relay.AvatarTooLarge` when that is longer than the limit.
 */
export function readUpload(contentType: string, body: Buffer, limitBytes: number): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const parts = Object.create(null) as Record<string, unknown>
    let wrong: RelayError | undefined
    const refuse = (error: RelayError): void => void (wrong ??= error)
    const form = openForm(contentType, limitBytes)
    if (form === undefined) {
      reject(relayError('Relay.AvatarMissing'))
      return
    }
    form.on('field', (name, value, nameIsCut, valueIsCut) => {
      if (nameIsCut || valueIsCut || Object.hasOwn(parts, name))
        refuse(relayError('Relay.AvatarMissing', FIELDS))
      parts[name] = value
    })
    form.on('file', (name, stream) => {
      if (name !== PART) refuse(relayError('Relay.AvatarMissing'))
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => refuse(relayError('Relay.AvatarTooLarge')))
      stream.on('end', () => (parts[name] = Buffer.concat(chunks)))
      stream.on('error', () => refuse(relayError('Relay.AvatarMissing', BROKEN)))
    })
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
      form.on(limit, () => refuse(relayError('Relay.AvatarMissing')))
    }
    form.on('error', () => {
      reject(relayError('Relay.AvatarMissing', BROKEN))
    })
    form.on('finish', () => {
      const file = parts[PART]
      if (wrong !== undefined) reject(wrong)
      else if (!Buffer.isBuffer(file) || file.length === 0) reject(relayError('Relay.AvatarMissing'))
      else resolve(parts as Upload)
    })
    form.end(body)
  })
}

const FIELDS = { message: 'A form field is too long, or stands twice.' } as const
const BROKEN = { message: 'The form breaks off: send multipart/form-data with its boundary.' } as const

/** Undefined where the header has no boundary. */
function openForm(
  contentType: string,
  limitBytes: number,
): InstanceType<typeof Multipart.Busboy> | undefined {
  try {
    return new (loadBusboy())({
      headers: { 'content-type': contentType },
      limits: {
        files: 1,
        fileSize: limitBytes,
        fields: MOST_FIELDS,
        fieldSize: LONGEST_FIELD_BYTES,
        fieldNameSize: 64,
        headerPairs: 16,
        parts: MOST_FIELDS + 2,
      },
    })
  } catch {
    return undefined
  }
}

// Loaded with the first picture: a relay that never sees one starts sooner.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadBusboy = () => (require('@fastify/busboy') as typeof Multipart).Busboy
