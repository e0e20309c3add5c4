/** The rows of the table below a heading, each cell as written, without the marks of code. */
export function tableBelow(markdown: string, heading: string): Record<string, string>[] {
  const section = markdown.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`))
  const lines = section?.split('\n').filter((line) => line.startsWith('|')) ?? []
  const [names = [], , ...rows] = lines.map(cellsOf)
  if (rows.length === 0) throw new Error(`There is no table below “${heading}”`)
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}

/** One column of that table. */
export function columnBelow(markdown: string, heading: string, column: string): string[] {
  return tableBelow(markdown, heading).map((row) => row[column] ?? '')
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim().replaceAll('`', ''))
}
