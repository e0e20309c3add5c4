import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../login/rate-limits'
import { networksOf } from './addresses'

/**
 * Closes at once the connections of one address (IPv6: one /64) beyond `most`; 0 for any number. Those of trusted
 * proxies are not counted: everybody comes by them, and they have to limit connections themselves.
 */
export function limitConnectionsByAddress(server: Server, most: number, trustProxy: readonly string[]): void {
  if (most === 0) return
  const isProxy = networksOf(trustProxy)
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isProxy(address)) return
    const network = networkOf(address)
    const count = (open.get(network) ?? 0) + 1
    if (count > most) {
      socket.destroy()
      return
    }
    open.set(network, count)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left === 0) open.delete(network)
      else open.set(network, left)
    })
  })
}
