import type { IncomingMessage } from 'node:http'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Why a request is refused, or nothing. Only pages of this server itself are answered: a web site that the developer
 * visits could otherwise let its own name point here, and drive the sandbox.
 */
export function strangerIn({ headers }: Pick<IncomingMessage, 'headers'>, port: number): string | undefined {
  const { host, origin } = headers
  const names = LOOPBACK.map((name) => `${name}:${port}`)
  if (host === undefined || !names.includes(host))
    return 'The preview answers to 127.0.0.1 and localhost only.'
  if (origin !== undefined && origin !== `http://${host}`) return 'The preview answers its own pages only.'
  return undefined
}
