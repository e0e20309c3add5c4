import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorTable, isRetryable } from '../../relay/src'
import { variables, type Variable } from '../../relay/src/config/variables'

const readme = readFileSync(join(__dirname, '../../relay/README.md'), 'utf8')

/** The cells of the rows of the table that begins with this head, without padding. */
function tableRows(firstCells: string): string[][] {
  const lines = readme.split('\n')
  const head = lines.findIndex((line) => line.replaceAll(/ +/g, ' ').startsWith(`| ${firstCells} |`))
  if (head === -1) throw new Error(`relay/README.md has no table "${firstCells}"`)
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'))
  return lines.slice(head + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

const inCode = (text: string): string => `\`${text}\``

describe("the relay's README", () => {
  it('has every error code with its status and whether to retry, and no other', () => {
    const documented = tableRows('code | status | retry').map(([code, status, retry]) => [
      code,
      status,
      retry,
    ])
    const real = Object.entries(errorTable).map(([code, { status }]) => [
      inCode(code),
      String(status),
      isRetryable(status) ? 'yes' : 'no',
    ])
    expect(documented).toEqual(real)
  })

  it('says what to do about every error code', () => {
    for (const [, , , remedy] of tableRows('code | status | retry')) expect(remedy).toMatch(/^.{10,}\.$/)
  })

  it('has every variable with its default, unit and meaning, and no other', () => {
    const real = Object.entries<Variable>(variables).map(([name, { default: value, unit, meaning }]) => [
      inCode(name),
      value === undefined ? '' : inCode(value),
      unit ?? '',
      meaning,
    ])
    expect(tableRows('name | default | unit')).toEqual(real)
  })
})
