import type { Read } from './read-property'

/** An agreement that a user must tick before logging in. */
export interface Agreement {
  name: string
  /** A page of this mini program, opened by a tap on the name. */
  page?: string
  /** An https address; a tap on the name fires `link`, and the host opens it. */
  url?: string
  /** Raise it when the text changes: users are then asked again. */
  version?: string
}

const ITEM = "{ name, page: '/pages/terms' } or { name, url: 'https://…' }, with a version if you like"

/** An item without a name, or whose link leads nowhere, can be neither read nor agreed to: it is left out. */
export const agreementList: Read<Agreement[]> = (given, refuse) => {
  if (!Array.isArray(given)) {
    refuse(given, `an array of ${ITEM}`)
    return []
  }
  return given.filter((item: unknown, index): item is Agreement => {
    if (isAgreement(item)) return true
    refuse(item, ITEM, `[${index}]`)
    return false
  })
}

function isAgreement(item: unknown): item is Agreement {
  const { name, page, url, version } = Object(item) as Record<string, unknown>
  if (typeof name !== 'string' || name.trim() === '') return false
  if (version !== undefined && typeof version !== 'string') return false
  return page === undefined ? isHttps(url) : isPage(page)
}

const isHttps = (url: unknown) => typeof url === 'string' && /^https:\/\/[^\s/]/.test(url)

/** A page of the mini program or of a plugin, never a scheme of another kind. */
const isPage = (page: unknown) =>
  typeof page === 'string' && /^((plugin|plugin-private):\/\/)?[\w./-][\w./-]*(\?\S*)?$/.test(page)
