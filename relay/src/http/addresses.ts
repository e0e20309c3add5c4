import type { Server } from 'node:http'
import { BlockList, isIP, type Socket } from 'node:net'
import { networkOf } from '../login/rate-limits'

/** What `TRUST_PROXY` calls some networks, as Fastify does. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Says whether an address is in one of these: addresses, networks such as `10.0.0.0/8`, and their names. */
export function networksOf(names: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of names.flatMap((name) => NAMED[name] ?? [name])) {
    const [address = '', prefix] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:/i, '')
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
  }
}

/** Some proxies write `203.0.113.7:4711`, `[2001:db8::7]` or `[2001:db8::7]:4711`: each port would be a caller. */
const WITH_PORT = /^"?(?:\[([0-9A-Fa-f:.]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)"?$/

/** The addresses of an `X-Forwarded-For`, without ports and brackets. What is no address stays as it is. */
export const forwardedFor = (list: string): string[] =>
  list.split(',').map((part) => {
    const [, v6, v4] = WITH_PORT.exec(part.trim()) ?? []
    return v6 ?? v4 ?? part.trim()
  })

/** How many of something each network has at the moment (of IPv6: each /64). */
export class CountsByNetwork {
  readonly #counts = new Map<string, number>()

  of(address: string): number {
    return this.#counts.get(networkOf(address)) ?? 0
  }

  /** Counts one more, until the function that it returns is called. */
  add(address: string): () => void {
    const network = networkOf(address)
    this.#counts.set(network, this.of(address) + 1)
    return () => {
      const left = (this.#counts.get(network) ?? 1) - 1
      if (left === 0) this.#counts.delete(network)
      else this.#counts.set(network, left)
    }
  }
}

/**
 * Closes at once the connections of one address (IPv6: one /64) beyond `most`; 0 for any number. Those of trusted
 * proxies are not counted: everybody comes by them, and they have to limit connections themselves.
 */
export function limitConnectionsByAddress(server: Server, most: number, trustProxy: readonly string[]): void {
  if (most === 0) return
  const isProxy = networksOf(trustProxy)
  const open = new CountsByNetwork()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isProxy(address)) return
    if (open.of(address) >= most) socket.destroy()
    else socket.once('close', open.add(address))
  })
}
