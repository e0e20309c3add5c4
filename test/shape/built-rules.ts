import { parse as parseAt } from 'acorn'
import ts from 'typescript'

import { importsAmong, parse } from './imports'
import type { SourceFile } from './source-tree'

/** Words that only a holder of secrets needs. Nothing that is built for WeChat has a use for them. */
const secretWords = /app_?secret|hmac|sha-?1|session_?key/gi

export const wordsOfSecrets = (files: SourceFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(secretWords)].map(([word]) => `${path}:${index + 1} says ${word}`),
      ),
  )

/** WeChat's packer parses a package at ES2018 and fails as a whole on anything later, `?.` and `??` included. */
export const laterThanES2018 = (files: SourceFile[]): string[] =>
  files.flatMap(({ path, text }) => {
    try {
      parseAt(text, { ecmaVersion: 2018, sourceType: 'script' })
      return []
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      const { line } = (error as SyntaxError & { loc: { line: number } }).loc
      return [`${path}:${line} is not ES2018: ${error.message}`]
    }
  })

/** What a phone may lack, whatever its syntax: `finally` of promises, on iOS with base library 2.12. */
export const callsThatPhonesLack = (files: SourceFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        /\.finally\(|new Intl\./.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
      ),
  )

export const requiresOutside = (files: SourceFile[]): string[] =>
  importsAmong(files)
    .filter(({ specifier }) => !specifier.startsWith('.'))
    .map(({ from, line, specifier }) => `${from}:${line} requires ${specifier}`)

/** `any` in a declaration file takes the checks away from its importers. */
export const anyInTypes = (files: SourceFile[]): string[] =>
  files.flatMap((file) => {
    const tree = parse(file)
    const found: string[] = []
    const visit = (node: ts.Node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        found.push(`${file.path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} says any`)
      }
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return found
  })
