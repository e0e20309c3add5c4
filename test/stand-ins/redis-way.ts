import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a Redis that breaks as networks do. */
export interface RedisWay {
  url: string
  /** Ends every connection, as a restarted balancer does. New ones are let through. */
  cut(): void
  /** From now on nothing passes in either direction, without a word: a dead host, a dropped route. */
  swallow(): void
  /** Lets new connections through again. Those that were swallowed stay dead. */
  restore(): void
  /** How often a reader would have had to wait: bursts towards Redis that followed a reply. */
  roundTrips(): number
  close(): Promise<void>
}

export async function openRedisWay(port: number): Promise<RedisWay> {
  const pairs = new Set<[Socket, Socket]>()
  let isSwallowing = false
  let trips = 0
  const server = createServer((client) => {
    const redis = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [client, redis]
    let isDead = isSwallowing
    let isAnswered = true
    pairs.add(pair)
    client.on('data', (data) => {
      isDead ||= isSwallowing
      if (isDead) return
      if (isAnswered) trips += 1
      isAnswered = false
      redis.write(data)
    })
    redis.on('data', (data) => {
      isDead ||= isSwallowing
      if (isDead) return
      isAnswered = true
      client.write(data)
    })
    for (const [one, other] of [pair, [redis, client]] as [Socket, Socket][]) {
      one
        .on('error', () => undefined)
        .on('close', () => {
          pairs.delete(pair)
          if (!isDead) other.destroy()
        })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    swallow: () => void (isSwallowing = true),
    restore: () => void (isSwallowing = false),
    roundTrips: () => trips,
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
