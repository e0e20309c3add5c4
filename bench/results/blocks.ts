import { parts } from '../parts'
import type { Comparison } from '../measure/compare'
import { RELAY } from '../parts/logins'
import type { ScaleRow } from '../parts/scale'
import { onPaper } from './on-paper'
import type { Results } from './results-file'

/** What a page shows of the results: its name in the page, and its Markdown. */
export type Blocks = Record<string, string>

/** One block for each part that was measured, what follows from several, and the sentence of each README. */
export function blocksOf(results: Results): Blocks {
  const tables = parts.flatMap((part) => {
    const measured = results[part.name]
    return measured === undefined ? [] : [[part.name, part.render(measured.result as never)] as const]
  })
  return {
    ...Object.fromEntries(tables),
    ...(results.logins === undefined ? {} : { measured: whenAndWhere(results), ...summaries(results) }),
    ...(results.logins === undefined || results.scale === undefined
      ? {}
      : { 'on-paper': onPaper(results.logins.result as Comparison[], commandsALogin(results)) }),
  }
}

/** By those rows that have one: Redis's own count of commands. */
function commandsALogin(results: Results): number {
  const rows = results.scale?.result as ScaleRow[]
  return rows.find(({ redis }) => redis)?.commandsALogin ?? NaN
}

function whenAndWhere({ logins }: Results): string {
  if (logins === undefined) return ''
  const { date, machine, versions, effort } = logins
  const { node, load, redis } = versions
  return [
    `Measured on ${date.slice(0, 10)}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node.js ${node ?? ''},`,
    `Redis ${redis ?? 'none'}, load by ${load ?? ''}, medians of ${effort.rounds} rounds.`,
    `Pinning: ${machine.pinning}.`,
  ].join('\n')
}

function summaries(results: Results): Blocks {
  const row = (results.logins?.result as Comparison[]).find(
    ({ peer, connections }) => peer === RELAY && connections === 10,
  )
  if (row === undefined) return {}
  const { throughput, cpu, ofFirst, ofLast } = row
  const a = {
    logins: throughput.toLocaleString('en-US'),
    bare: ofFirst.throughput.toFixed(2),
    sample: ofLast.toFixed(1),
  }
  return {
    summary: `One core makes ${a.logins} logins a second, ${a.bare} of what bare Node.js reaches and ${a.sample} times Tencent's own sample; a login costs ${cpu} µs of CPU time.`,
    'summary-zh': `单核每秒可完成 ${a.logins} 次登录，为裸 Node.js 的 ${a.bare} 倍、腾讯官方示例的 ${a.sample} 倍；每次登录耗费 ${cpu} 微秒 CPU 时间。`,
  }
}
