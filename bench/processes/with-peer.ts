import type { StartPeer } from './peer'
import { startUpstream, type Stage } from './stage'
import type { StartedProcess } from './started-process'

/** Starts a peer in front of a fresh stub, and ends both however the use of it ends. */
export async function withPeer<Result>(
  stage: Stage,
  start: StartPeer,
  delayMs: number,
  use: (peer: StartedProcess) => Promise<Result> | Result,
): Promise<Result> {
  const upstream = await startUpstream(stage, delayMs)
  try {
    const peer = await start({ core: stage.cores?.measured, upstream: upstream.url })
    try {
      return await use(peer)
    } finally {
      await peer.stop()
    }
  } finally {
    await upstream.stop()
  }
}
