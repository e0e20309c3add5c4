/** A Markdown table, its numbers to the right with commas between thousands. */
export function markdownTable(heads: string[], rows: (string | number)[][]): string {
  const text = (cell: string | number): string =>
    typeof cell === 'number' ? cell.toLocaleString('en-US') : cell
  const cells = [heads, ...rows.map((row) => row.map(text))]
  const widths = heads.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)))
  const isFigure = heads.map((_, column) =>
    rows.every((row) => /^[-\d.,%×a-z ]*\d[\d.,]*[ %µa-z/]*$/.test(text(row[column] ?? ''))),
  )
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => (isFigure[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`
  const rule = widths.map((width, column) =>
    isFigure[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  const [head = [], ...body] = cells
  return [line(head), line(rule), ...body.map(line)].join('\n')
}
