import type { IncomingMessage } from 'node:http'

export interface RequestAddress {
  pathname: string
  /** With its question mark, or empty. */
  search: string
}

/** Where a request goes, or `undefined` when that is no address, as `//`, `http://[/` and `/%zz` are. */
export function addressOf({ url = '/' }: Pick<IncomingMessage, 'url'>): RequestAddress | undefined {
  const address = URL.canParse(url, 'http://preview') ? new URL(url, 'http://preview') : undefined
  if (address === undefined || !isDecodable(address.pathname)) return undefined
  return { pathname: address.pathname, search: address.search }
}

function isDecodable(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes('\0')
  } catch {
    return false
  }
}
