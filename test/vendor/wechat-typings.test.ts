import { dirname, join } from 'node:path'
import ts from 'typescript'
import { parse } from '../shape/imports'
import { isTest, root, writtenFiles, type SourceFile } from '../shape/source-tree'

/** What the compiler says of a part, by its own tsconfig but down to the declarations themselves. */
function complaints(part: string): string[] {
  const path = join(root, part, 'tsconfig.json')
  const read = ts.readConfigFile(path, (file) => ts.sys.readFile(file))
  const { options, fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(path))
  expect(options).toMatchObject({ strict: true, types: ['miniprogram-api-typings'] })
  const checked = { ...options, noEmit: true, skipLibCheck: false }
  const program = ts.createProgram(fileNames, checked)
  return (
    ts
      .getPreEmitDiagnostics(program)
      // What Tencent's SDK says of itself is not ours.
      .filter(({ file }) => !file?.fileName.includes('/node_modules/qcloud-'))
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      )
  )
}

/** Ways round the typings: a cast by way of unknown or any, and comments that silence the compiler. */
function waysRound(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const tree = parse(file)
    const at = (position: number) => `${file.path}:${tree.getLineAndCharacterOfPosition(position).line + 1}`
    const found = [...file.text.matchAll(/@ts-(ignore|expect-error|nocheck)/g)].map(
      ({ 0: comment, index }) => `${at(index)} says ${comment}`,
    )
    const visit = (node: ts.Node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${at(node.getStart())} says any`)
      if (ts.isAsExpression(node) && ts.isAsExpression(node.expression)) {
        found.push(`${at(node.getStart())} casts twice`)
      }
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return found
  })
}

test("the plugin fits WeChat's own typings, strictly", () => {
  expect(complaints('plugin')).toEqual([])
})

test('and needs no way round them', () => {
  const plugin = writtenFiles('.ts').filter(({ path }) => path.startsWith('plugin/') && !isTest(path))
  expect(plugin.length).toBeGreaterThan(20)
  expect(waysRound(plugin)).toEqual([])
})

test.each(['let a: any', 'f(wx as unknown as Other)', '// @ts-expect-error\nwx.nothing()'])(
  'a way round is seen: %s',
  (text) => {
    expect(waysRound([{ path: 'plugin/a.ts', text }])).toHaveLength(1)
  },
)
