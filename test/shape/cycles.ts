import type { Import } from './imports'

/** One line for each ring of imports, types included: `a.ts:1 imports in a ring: a.ts → b.ts → a.ts`. */
export function cycles(imports: Import[]): string[] {
  const edges = new Map<string, Import[]>()
  for (const each of imports) edges.set(each.from, [...(edges.get(each.from) ?? []), each])

  const findings: string[] = []
  const done = new Set<string>()
  const path: string[] = []

  const visit = (file: string) => {
    path.push(file)
    for (const { to, line } of edges.get(file) ?? []) {
      const start = path.indexOf(to)
      if (start >= 0)
        findings.push(`${file}:${line} imports in a ring: ${[...path.slice(start), to].join(' → ')}`)
      else if (!done.has(to)) visit(to)
    }
    path.pop()
    done.add(file)
  }
  for (const file of edges.keys()) if (!done.has(file)) visit(file)
  return findings
}
