import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where strangers get the packages from. It is decided in `publication.json`, and all documents follow. */
export interface Publication {
  /** Whether the three names are ours on npm. Until then a document that names them there leads people to a stranger. */
  published: boolean
  /** Where the code, its issues and its documents are, without a slash at the end. */
  repository: string
}

export const readPublication = (): Publication =>
  JSON.parse(readFileSync(join(__dirname, 'publication.json'), 'utf8')) as Publication

export const packages = [
  { name: 'miniprogram-iot-login', folder: 'plugin' },
  { name: 'iot-login-relay', folder: 'relay' },
  { name: 'iot-login-sandbox', folder: 'sandbox' },
] as const

/** The folder of the tarballs that `npm run pack` makes, from the top of the repository. */
export const PACKED = 'packed'
