import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Effort } from '../parts/part'
import type { Machine } from './machine'

/** What one part measured, and on what. */
export interface PartResult {
  /** ISO 8601, the end of the part. */
  date: string
  effort: Effort
  machine: Machine
  versions: Record<string, string>
  result: unknown
}

export type Results = Record<string, PartResult>

const FILE = join(__dirname, '../results.json')

export const readResults = (): Results =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Results) : {}

/** Puts one part in the place of its former result; the others stay. */
export function writeResult(name: string, result: PartResult): void {
  writeFileSync(FILE, `${JSON.stringify({ ...readResults(), [name]: result }, null, 2)}\n`)
}
