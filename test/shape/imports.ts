import { posix } from 'node:path'

import ts from 'typescript'

import type { SourceFile } from './source-tree'

export interface Import {
  from: string
  line: number
  /** As it is written: `./sign`, `node:fs`, `fastify`. */
  specifier: string
  /** The file it means, or the specifier itself when that is outside the repository. */
  to: string
  /** True when nothing of it is left at run time. */
  typeOnly: boolean
}

/** Names under which the workspaces are installed, and the folder that each name stands for. */
const workspaces = new Map([
  ['miniprogram-iot-login', 'plugin'],
  ['iot-login-relay', 'relay/src'],
  ['iot-login-sandbox', 'sandbox/src'],
])

export const parse = ({ path, text }: SourceFile) =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('.js') ? ts.ScriptKind.JS : undefined,
  )

const isNamedByString = (node: ts.Node | undefined): node is ts.StringLiteral =>
  node !== undefined && ts.isStringLiteralLike(node)

const allTypes = (names: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>) =>
  names.length > 0 && names.every((name) => name.isTypeOnly)

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  return !clause.name && bindings !== undefined && ts.isNamedImports(bindings) && allTypes(bindings.elements)
}

function exportsTypesOnly(node: ts.ExportDeclaration): boolean {
  const names = node.exportClause
  return node.isTypeOnly || (names !== undefined && ts.isNamedExports(names) && allTypes(names.elements))
}

const isLoadCall = (node: ts.CallExpression) =>
  node.expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(node.expression) && node.expression.text === 'require')

/** Every way one file can name another; a string it takes part in, and whether only types come along. */
function named(node: ts.Node): { literal: ts.StringLiteral; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && isNamedByString(node.moduleSpecifier)) {
    return { literal: node.moduleSpecifier, typeOnly: importsTypesOnly(node.importClause) }
  }
  if (ts.isExportDeclaration(node) && isNamedByString(node.moduleSpecifier)) {
    return { literal: node.moduleSpecifier, typeOnly: exportsTypesOnly(node) }
  }
  if (ts.isExternalModuleReference(node) && isNamedByString(node.expression)) {
    return { literal: node.expression, typeOnly: false }
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    isNamedByString(node.argument.literal)
  ) {
    return { literal: node.argument.literal, typeOnly: true }
  }
  if (ts.isCallExpression(node) && isLoadCall(node) && isNamedByString(node.arguments[0])) {
    return { literal: node.arguments[0], typeOnly: false }
  }
  return undefined
}

function pathOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  for (const [name, folder] of workspaces) {
    if (specifier === name) return `${folder}/index.ts`
    if (specifier.startsWith(`${name}/`)) return folder + specifier.slice(name.length)
  }
  return undefined
}

function resolve(from: string, specifier: string, known: Set<string>): string {
  const path = pathOf(from, specifier)
  if (path === undefined) return specifier
  const bare = path.replace(/\.js$/, '')
  const candidates = [path, `${bare}.ts`, `${bare}.d.ts`, `${bare}/index.ts`]
  return candidates.find((each) => known.has(each)) ?? (posix.extname(path) ? path : `${path}.ts`)
}

/** The imports among `files`, read from the syntax tree. */
export function importsAmong(files: SourceFile[]): Import[] {
  const known = new Set(files.map((file) => file.path))
  return files.flatMap((file) => {
    const found: Import[] = []
    const tree = parse(file)
    const visit = (node: ts.Node) => {
      const hit = named(node)
      if (hit) {
        const specifier = hit.literal.text
        const line = tree.getLineAndCharacterOfPosition(hit.literal.getStart()).line + 1
        const to = resolve(file.path, specifier, known)
        found.push({ from: file.path, line, specifier, to, typeOnly: hit.typeOnly })
      }
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return found
  })
}
