import ts from 'typescript'

import type { SourceFile } from './source-tree'

/** What makes something that emits `error`, by the module that it is imported from. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['createServer', 'request', 'get'],
  'node:https': ['createServer', 'request', 'get'],
  'node:net': ['createServer', 'connect', 'createConnection', 'Socket'],
  'node:tls': ['createServer', 'connect'],
  'node:child_process': ['spawn', 'fork'],
  'node:fs': ['createReadStream', 'createWriteStream'],
  ws: ['WebSocket', 'WebSocketServer'],
  ioredis: ['Redis', 'Cluster'],
  fastify: ['fastify', 'default'],
}
/** Lives on: one that takes a listener off after the first error would fall over the second. */
const SERVERS = ['createServer', 'fastify', 'default']

/** Which parameter of a listener is a connection that nothing else listens to. */
const HANDED: Readonly<Record<string, number>> = { upgrade: 1, handleUpgrade: 0 }

type Call = ts.CallExpression | ts.NewExpression

const nodesOf = (tree: ts.Node): ts.Node[] => {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const isCall = (node: ts.Node): node is Call => ts.isCallExpression(node) || ts.isNewExpression(node)

function calleeOf({ expression }: Call): string {
  const plain = ts.isParenthesizedExpression(expression) ? expression.expression : expression
  return ts.isPropertyAccessExpression(plain) ? plain.name.text : plain.getText()
}

/** Names of this file that make something which emits `error`, and what they were imported as. */
function makersIn(tree: ts.SourceFile): Map<string, string> {
  const names = new Map<string, string>()
  for (const node of tree.statements) {
    if (!ts.isImportDeclaration(node)) continue
    const known = MAKERS[(node.moduleSpecifier as ts.StringLiteral).text] ?? []
    const clause = node.importClause
    if (clause?.name && known.includes('default')) names.set(clause.name.text, 'default')
    const named = clause?.namedBindings
    // What is loaded later, by `require`, goes by the names that it has there.
    if (named && ts.isNamespaceImport(named)) for (const name of known) names.set(name, name)
    if (!named || !ts.isNamedImports(named)) continue
    for (const { name, propertyName = name } of named.elements) {
      if (known.includes(propertyName.text)) names.set(name.text, propertyName.text)
    }
  }
  return names
}

/** Out of brackets, choices and casts. */
function wholeOf(node: ts.Node): ts.Node {
  let whole = node
  while (
    ts.isParenthesizedExpression(whole.parent) ||
    ts.isAsExpression(whole.parent) ||
    ts.isConditionalExpression(whole.parent)
  ) {
    whole = whole.parent
  }
  return whole
}

/** The function that returns what was made, whose callers then have to listen. */
function makerAround(node: ts.Node): string | undefined {
  const { parent } = wholeOf(node)
  if (!ts.isReturnStatement(parent) && !ts.isArrowFunction(parent)) return undefined
  const around = ts.isArrowFunction(parent) ? parent : ts.findAncestor(parent, ts.isFunctionLike)
  if (around && ts.isFunctionDeclaration(around)) return around.name?.text
  return around && ts.isVariableDeclaration(around.parent) ? around.parent.name.getText() : undefined
}

/** Whether anywhere in `tree` an `error` of what `name` stands for is listened to. */
function isHeard(tree: ts.Node, name: string, isServer: boolean): boolean {
  const methods = isServer ? 'on' : 'on|once|addEventListener'
  const listens = new RegExp(`(?<![\\w.])${name}(\\.server)?(\\.\\w+\\([^]*?\\))*?\\.(${methods})\\('error'`)
  // `once` of node:events rejects with it.
  return (
    listens.test(tree.getText()) || (!isServer && new RegExp(`[^.]\\bonce\\(${name}\\b`).test(tree.getText()))
  )
}

/** `make().on('error', …)`, with other calls between. */
function isHeardInChain(node: ts.Node): boolean {
  for (let at = node.parent; ts.isPropertyAccessExpression(at) || ts.isCallExpression(at); at = at.parent) {
    if (ts.isCallExpression(at) && /\.on(ce)?\('error'/.test(at.getText().slice(node.getText().length)))
      return true
  }
  return false
}

const lineOf = (node: ts.Node): number =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1

function isHeardWhereHanded(
  listener: ts.Expression | undefined,
  index: number,
  tree: ts.SourceFile,
): boolean {
  if (!listener || !(ts.isArrowFunction(listener) || ts.isFunctionExpression(listener))) return false
  const name = listener.parameters[index]?.name.getText()
  if (name === undefined || isHeard(listener, name, false)) return true
  return nodesOf(listener).some((node) => {
    if (!ts.isCallExpression(node)) return false
    const at = node.arguments.findIndex((argument) => argument.getText() === name)
    const called = nodesOf(tree).find(
      (each): each is ts.FunctionDeclaration =>
        ts.isFunctionDeclaration(each) && each.name?.text === node.expression.getText(),
    )
    const inside = called?.parameters[at]?.name.getText()
    return at !== -1 && called !== undefined && inside !== undefined && isHeard(called, inside, false)
  })
}

/** Each emitter whose `error` nothing listens to, which ends the process that it happens in. */
export function unheardEmitters(files: SourceFile[]): string[] {
  const trees = files.map(({ path, text }) => ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true))
  const returning = new Map<string, string>()
  const found = new Set<string>()
  // Each round may find another function that returns what one of the round before has made.
  for (let known = -1; known !== returning.size;) {
    known = returning.size
    found.clear()
    for (const tree of trees) {
      const makers = new Map([...returning, ...makersIn(tree)])
      for (const node of nodesOf(tree)) {
        if (!isCall(node)) continue
        const made = makers.get(calleeOf(node))
        const handed = handedBy(node)
        if (made !== undefined && !isQuiet(node)) {
          const maker = makerAround(node)
          if (maker !== undefined) returning.set(maker, made)
          else if (!isHeardInChain(node) && !isHeard(tree, nameOf(node), SERVERS.includes(made)))
            found.add(`${tree.fileName}:${lineOf(node)} ${made}`)
        }
        if (handed !== undefined && !isHeardWhereHanded(node.arguments?.at(-1), HANDED[handed]!, tree))
          found.add(`${tree.fileName}:${lineOf(node)} ${handed}`)
      }
    }
  }
  return [...found]
}

/** A WebSocketServer without a server of its own has no error of its own. */
const isQuiet = (call: Call): boolean => /noServer: true/.test(call.getText())

function handedBy(call: Call): string | undefined {
  const callee = calleeOf(call)
  if (callee === 'handleUpgrade') return callee
  const [event] = call.arguments ?? []
  return callee === 'on' && event && ts.isStringLiteral(event) && event.text === 'upgrade'
    ? 'upgrade'
    : undefined
}

/** What it is kept as; a name that nothing has when it is kept nowhere. */
function nameOf(call: Call): string {
  let node = wholeOf(call)
  while (ts.isPropertyAccessExpression(node.parent) || ts.isCallExpression(node.parent))
    node = wholeOf(node.parent)
  const { parent } = node
  if (ts.isVariableDeclaration(parent)) return parent.name.getText()
  return ts.isBinaryExpression(parent) ? parent.left.getText() : ' '
}
