/** The kinds of picture that are taken, by the bytes that every file of them begins with. */
const signatures: readonly [type: PictureType, matches: (file: Buffer) => boolean][] = [
  ['jpeg', (file) => startsWith(file, 'ffd8ff')],
  ['png', (file) => startsWith(file, '89504e470d0a1a0a')],
  ['gif', (file) => startsWith(file, '474946383761') || startsWith(file, '474946383961')],
  ['webp', (file) => startsWith(file, '52494646') && file.toString('latin1', 8, 12) === 'WEBP'],
]

export type PictureType = 'jpeg' | 'png' | 'gif' | 'webp'

const startsWith = (file: Buffer, hex: string): boolean => file.toString('hex', 0, hex.length / 2) === hex

/**
 * The type of a picture by its content; undefined for anything else. Asked before a decoder sees the file, so that those
 * of other formats, SVG and PDF among them, are never entered.
 */
export const signedType = (file: Buffer): PictureType | undefined =>
  signatures.find(([, matches]) => matches(file))?.[0]
