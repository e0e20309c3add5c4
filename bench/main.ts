/**
 * How fast the relay logs in, and what it costs, beside the bare limit and the usual sample. bench/README.md says what
 * each part measures, and how.
 */
import { readCommandLine, UsageError } from './command-line'
import { parts } from './parts'
import type { Part } from './parts/part'
import { createStage, type Stage } from './processes/stage'
import { blocksOf } from './results/blocks'
import { describeMachine, describeVersions } from './results/machine'
import { rewritePages } from './results/pages'
import { readResults, writeResult } from './results/results-file'

async function main(): Promise<void> {
  const options = readCommandLine(
    process.argv.slice(2),
    parts.map(({ name }) => name),
  )
  const stage = createStage()
  const machine = describeMachine(stage)
  const versions = describeVersions(stage)
  console.log(
    `Load by ${stage.tool.name}, pinning: ${machine.pinning}. ${machine.cpu}, Node ${process.version}`,
  )
  const chosen = parts.filter(({ name }) => options.parts.length === 0 || options.parts.includes(name))
  for (const part of chosen) {
    const { seconds = part.effort.seconds, rounds = part.effort.rounds } = options
    const result = await runPart(part, stage, { seconds, rounds })
    if (!options.write || result === undefined) continue
    writeResult(part.name, {
      date: new Date().toISOString(),
      effort: { seconds, rounds },
      machine,
      versions,
      result,
    })
  }
  if (options.write) await rewritePages(blocksOf(readResults()))
  console.log(
    options.write
      ? '\nWritten to bench/results.json, and from there to the pages that show it.'
      : '\nA quick run: bench/results.json stays as it was (see --write).',
  )
}

/** Undefined when it failed: the parts after it are measured all the same, and the status tells. */
async function runPart(part: Part, stage: Stage, effort: Part['effort']): Promise<unknown> {
  console.log(`\n${part.title} (${effort.rounds} rounds of ${effort.seconds} s)\n`)
  try {
    const result = await part.run(stage, effort)
    console.log(part.render(result as never))
    return result
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    return undefined
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = error instanceof UsageError ? 2 : 1
})
