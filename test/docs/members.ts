import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** The names that an interface declares, as its source says. */
export function membersOf(path: string, name: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const found = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  )
  if (found === undefined) throw new Error(`${path} declares no interface ${name}`)
  return found.members.map((member) => member.name?.getText(source) ?? '')
}
