import { createHook } from 'node:async_hooks'
import { Session } from 'node:inspector/promises'
import { relayFile } from './relay-files'

export interface Entered {
  files: number
  functions: number
  promises: number
  /** The files by name, most functions first. */
  entered: Record<string, number>
}

/** Which sources of the relay run during an action, by V8's precise coverage. */
export async function countEntered(action: () => Promise<void>): Promise<Entered> {
  let promises = 0
  const hook = createHook({ init: (_id, type) => void (promises += type === 'PROMISE' ? 1 : 0) })
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  // What ran up to here is told now, and not again.
  await session.post('Profiler.takePreciseCoverage')
  hook.enable()
  await action()
  hook.disable()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  const counts = result.flatMap(({ url, functions }) => {
    const file = relayFile(url)
    const ran = functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0).length
    return file === undefined || ran === 0 ? [] : [[file, ran] as const]
  })
  const functions = counts.reduce((sum, [, ran]) => sum + ran, 0)
  const entered = Object.fromEntries(counts.sort(([, one], [, other]) => other - one))
  return { files: counts.length, functions, promises, entered }
}
