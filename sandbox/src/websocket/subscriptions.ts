import type { WebSocket } from 'ws'
import type { SandboxClock } from '../clock'

/** One change of a device, as `params` of a push. */
export interface DeviceChange {
  Type: 'Property' | 'StatusChange'
  SubType: 'Report' | 'Online' | 'Offline'
  Topic: string
  DeviceId: string
  /** What the device said. */
  payload: Record<string, unknown>
}

/**
 * Which client is told of which devices. https://cloud.tencent.com/document/product/1081/40793
 */
export class Subscriptions {
  private readonly devicesOf = new Map<WebSocket, readonly string[]>()
  private sequence = 0

  constructor(private readonly clock: SandboxClock) {}

  /** Replaces what this socket hears of. */
  set(socket: WebSocket, deviceIds: readonly string[]): void {
    this.devicesOf.set(socket, deviceIds)
  }

  drop(socket: WebSocket): void {
    this.devicesOf.delete(socket)
  }

  /** Tells those that listen to the device. Returns how many that were. */
  push({ payload, ...change }: DeviceChange): number {
    const params = {
      Time: new Date(this.clock.milliseconds()).toISOString(),
      ...change,
      Payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
      Seq: ++this.sequence,
    }
    const message = JSON.stringify({ push: true, action: 'DeviceChange', params })
    const listeners = [...this.devicesOf].filter(([, deviceIds]) => deviceIds.includes(change.DeviceId))
    for (const [socket] of listeners) socket.send(message)
    return listeners.length
  }
}
