import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

interface Group {
  addTmpl(name: string, wxml: string): { isError: boolean; message: string; startLine: number }[]
  addScript(name: string, script: string): void
  getTmplGenObjectGroups(): string
  free(): void
}

/** What is used of glass-easel-template-compiler. */
export interface TemplateCompiler {
  TmplGroup: new () => Group
}

const SOURCE = /<(include|import|wxs)\b[^>]*\bsrc\s*=\s*"([^"]+)"/g

/**
 * A template with all that it includes and imports, compiled.
 *
 * @throws {Error} naming file and line of what is no template
 */
export function templateGroup(
  { TmplGroup }: TemplateCompiler,
  rootPath: string,
  name: string,
): Record<string, object> {
  const group = new TmplGroup()
  const added = new Set<string>()
  add(name)
  // The compiler gives the text of an expression.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const evaluate = new Function(`return ${group.getTmplGenObjectGroups()}`) as () => Record<string, object>
  const groups = evaluate()
  group.free()
  return groups

  function add(file: string): void {
    if (added.has(file)) return
    added.add(file)
    const wxml = readFileSync(join(rootPath, `${file}.wxml`), 'utf8')
    const problem = group.addTmpl(file, wxml).find(({ isError }) => isError)
    if (problem !== undefined) throw new Error(`${file}.wxml:${problem.startLine + 1} ${problem.message}`)
    for (const [, kind, source = ''] of wxml.matchAll(SOURCE)) {
      const target = source.startsWith('/') ? source.slice(1) : posix.join(posix.dirname(file), source)
      if (kind === 'wxs')
        group.addScript(target.replace(/\.wxs$/, ''), readFileSync(join(rootPath, target), 'utf8'))
      else add(target.replace(/\.wxml$/, ''))
    }
  }
}
