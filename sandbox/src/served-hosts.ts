import { isIP } from 'node:net'

/**
 * Whether a request's Host is a name that no web site can have: an address, `localhost`, or one that was allowed.
 * Otherwise a web site that the developer visits could let its own name point to this machine (DNS rebinding), and
 * its pages would count as pages of the sandbox.
 */
export function isServedHost(host: string | undefined, allowed: readonly string[]): boolean {
  // HTTP/1.0 has no Host, and browsers do not speak it.
  if (host === undefined) return true
  const name = host.toLowerCase().replace(/:\d*$/, '')
  const address = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
  return isIP(address) !== 0 || ['localhost', ...allowed].some((known) => known.toLowerCase() === name)
}
