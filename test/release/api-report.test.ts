import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiOf, apiReport } from '../../release/api-report'

jest.setTimeout(30_000)

// A difference here is a change for those who use the package: if it is meant, `npm run build && npm run api`, say it in
// CHANGELOG.md, and commit the report with it.
test.each(Object.entries(apiOf))('the %s exports what its report says', (_, { report, entry }) => {
  expect(apiReport(entry)).toBe(readFileSync(report, 'utf8'))
})

test('a new option, a changed type and a lost export each change the report, and a comment does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'))
  const entry = join(folder, 'index.d.ts')
  const reportOf = (text: string) => {
    writeFileSync(entry, text)
    return apiReport(entry)
  }
  const report = reportOf('export interface A { a?: string }\nexport declare const b: A;')
  expect(reportOf('/** New words. */ export interface A { a?: string }\nexport declare const b: A;')).toBe(
    report,
  )
  expect(reportOf('export interface A { a?: string; c?: 1 }\nexport declare const b: A;')).not.toBe(report)
  expect(reportOf('export interface A { a?: number }\nexport declare const b: A;')).not.toBe(report)
  expect(reportOf('export interface A { a?: string }')).not.toBe(report)
  rmSync(folder, { recursive: true })
})
