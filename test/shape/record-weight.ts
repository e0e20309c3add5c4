/** `npm run weight`, after a build: prints what each file of the npm form weighs, and records it in weight.json. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { budgets } from './weight'

async function record(): Promise<void> {
  const recorded: Record<string, Record<string, number>> = {}
  for (const [name, { budget, weigh }] of Object.entries(budgets)) {
    const { gzipped, files } = await weigh()
    const heaviestFirst = Object.entries(files).sort(([, one], [, other]) => other - one)
    recorded[name] = Object.fromEntries(heaviestFirst)
    process.stdout.write(`${name}: ${gzipped} of ${budget} bytes gzipped; minified, by file:\n`)
    for (const [path, bytes] of heaviestFirst) process.stdout.write(`${String(bytes).padStart(7)} ${path}\n`)
  }
  writeFileSync(join(__dirname, 'weight.json'), `${JSON.stringify(recorded, null, 2)}\n`)
}

void record()
