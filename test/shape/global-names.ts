import ts from 'typescript'

import type { SourceFile } from './source-tree'

const globalObjects = ['globalThis', 'global', 'self']

/** Binds the files without any library, so that a name with no declaration is a global. */
function checkerFor(files: SourceFile[]) {
  const texts = new Map(files.map((file) => [file.path, file.text]))
  const options: ts.CompilerOptions = {
    noLib: true,
    noResolve: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
  }
  const host: ts.CompilerHost = {
    getSourceFile: (path, target) => {
      const text = texts.get(path)
      return text === undefined ? undefined : ts.createSourceFile(path, text, target, true)
    },
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (path) => texts.has(path),
    readFile: (path) => texts.get(path),
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return { program, checker: program.getTypeChecker() }
}

const isMemberName = (node: ts.Identifier) =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isBindingElement(node.parent) && node.parent.propertyName === node) ||
  ts.isImportSpecifier(node.parent) ||
  ts.isExportSpecifier(node.parent)

const isInType = (node: ts.Node): boolean =>
  ts.isTypeNode(node.parent) || (ts.isQualifiedName(node.parent) && isInType(node.parent))

function isFreeName(node: ts.Node, name: string, checker: ts.TypeChecker): boolean {
  if (!ts.isIdentifier(node) || node.text !== name || isMemberName(node) || isInType(node)) return false
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node)
  return !symbol?.declarations?.length
}

function isReadOffTheGlobalObject(node: ts.Node, name: string): boolean {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false
  if (!ts.isIdentifier(node.expression) || !globalObjects.includes(node.expression.text)) return false
  const member = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression
  return (ts.isIdentifier(member) || ts.isStringLiteralLike(member)) && member.text === name
}

/** Each place where a file outside `allowed` uses the global `name` as a value. */
export function usesOfGlobal(
  files: SourceFile[],
  name: string,
  allowed: (path: string) => boolean,
): string[] {
  const suspects = files.filter((file) => file.text.includes(name) && !allowed(file.path))
  const { program, checker } = checkerFor(suspects)
  return suspects.flatMap(({ path }) => {
    const tree = program.getSourceFile(path)
    const found: string[] = []
    const visit = (node: ts.Node) => {
      if (isFreeName(node, name, checker) || isReadOffTheGlobalObject(node, name)) {
        const line = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1
        found.push(`${path}:${line} uses the global ${name}`)
      }
      ts.forEachChild(node, visit)
    }
    if (tree) visit(tree)
    return found
  })
}
