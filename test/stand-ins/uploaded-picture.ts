import sharp from 'sharp'
import { answerOf, type LoginAnswer } from './running-relay'

/** A picture as a phone may send it: not square, one colour, by default a JPEG with where it was taken. */
export async function pictureOf(
  colour: string,
  {
    type = 'jpeg',
    width = 640,
    height = 480,
  }: { type?: 'jpeg' | 'png' | 'webp' | 'gif'; width?: number; height?: number } = {},
): Promise<Buffer> {
  const exif = { IFD0: { ImageDescription: 'taken at home' } }
  const blank = sharp({ create: { width, height, channels: 3, background: colour } })
  return blank.withExif(exif).toFormat(type).toBuffer()
}

export interface UploadParts {
  /** Form fields, in their order. */
  fields?: Record<string, string>
  /** Files by the name of their part; default: none. */
  files?: [part: string, content: Buffer | string][]
}

/** Uploads as `wx.uploadFile` does: the fields, then the file. */
export async function postAvatar(
  url: string,
  { fields = {}, files = [] }: UploadParts,
  headers: Record<string, string> = {},
): Promise<LoginAnswer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [part, content] of files)
    form.append(
      part,
      new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
      'tmp_a.jpg',
    )
  return answerOf(await fetch(`${url}/avatar`, { method: 'POST', body: form, headers }))
}
