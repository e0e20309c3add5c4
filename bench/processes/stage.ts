import { join } from 'node:path'
import type { LoadTool } from '../load/load'
import { loadTool } from '../load/load-tool'
import { coresToPin, type Cores } from './cores'
import { startProcess, type StartedProcess } from './started-process'

/** What every part measures with. */
export interface Stage {
  tool: LoadTool
  cores: Cores | undefined
}

export const createStage = (): Stage => ({ tool: loadTool(), cores: coresToPin() })

/** A stub of both platforms, which replies after a number of milliseconds. */
export const startUpstream = ({ cores }: Stage, delayMs: number): Promise<StartedProcess> =>
  startProcess({
    argv: [process.execPath, '--import', 'tsx', join(__dirname, 'upstream.ts'), String(delayMs)],
    core: cores?.other,
  })
