/** `npm run api`, after a build: writes down what the packages export, so that a change of it is seen in review. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { apiOf, apiReport } from './api-report'

for (const { report, entry } of Object.values(apiOf)) {
  mkdirSync(dirname(report), { recursive: true })
  writeFileSync(report, apiReport(entry))
}
