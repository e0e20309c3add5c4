import type { JournalEntry } from 'iot-login-sandbox'
import type { Hop } from './hop'
import { maskedBody } from './masked'
import { startMiniProgram, type Ending } from './simulated-phone'
import type { Stack } from './stack'
import { createNodeWx, type NodeWxParts } from './wx-node'

/** One login, from the tap to its end. */
export interface Journey {
  /** In the order in which they began. */
  hops: Hop[]
  ending: Ending
  /** Milliseconds from the tap to the event. */
  took: number
}

/** A mini program on a phone that keeps its storage from one start to the next. */
export interface Phone {
  /** Opens the mini program, taps the button, and tells what happened on the way. */
  login(): Promise<Journey>
}

export function createPhone({ sandbox, relayUrl, appKey }: Stack): Phone {
  const storage: NodeWxParts['storage'] = new Map()
  return {
    async login() {
      const hops: Hop[] = []
      const { lastSequence } = sandbox.journal.since()
      const wx = createNodeWx({
        mintCode: () => Promise.resolve(sandbox.mintCode().code),
        profile: { nickName: '小明', avatarUrl: 'https://example.com/xiaoming.png' },
        storage,
        record: (hop) => hops.push(hop),
      })
      const button = startMiniProgram(wx, { relayUrl, appKey })
      await button.settled()
      const began = performance.now()
      const ending = await button.tap()
      const took = performance.now() - began
      const upstream = sandbox.journal.since(lastSequence).entries.map(hopOf)
      return { hops: [...hops, ...upstream].sort((one, other) => one.at - other.at), ending, took }
    },
  }
}

const PARTIES = { wechat: 'WeChat', explorer: 'IoT Explorer' } as const

function hopOf({ at, host, method, operation, request, reply, status, durationMs }: JournalEntry): Hop {
  return {
    from: 'relay',
    to: PARTIES[host],
    at,
    took: durationMs,
    call: `${method} ${operation}`,
    carried: maskedBody(request),
    answer: `${String(status)} ${maskedBody(reply)}`,
  }
}
