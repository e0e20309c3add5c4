import { join } from 'node:path'
import ts from 'typescript'

/**
 * What a package exports, by its built declarations: each name with its type and without its comments, in alphabetical
 * order. Types that only those name are not followed.
 */
export function apiReport(entry: string): string {
  const program = ts.createProgram([entry], {
    skipLibCheck: true,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    module: ts.ModuleKind.Node16,
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(entry)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined)
    throw new Error(`${entry} is missing or exports nothing: run npm run build first.`)
  const printer = ts.createPrinter({ removeComments: true })
  const blocks = checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const texts = (symbol.declarations ?? []).map((declaration) => {
      const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
      return printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile())
    })
    return `${exported.name}\n${texts.join('\n').replace(/^/gm, '    ')}`
  })
  return `${blocks.sort().join('\n\n')}\n`
}

const root = join(__dirname, '..')

/** Where the report of a package is kept, and the declarations that it tells of. */
export const apiOf = {
  plugin: {
    report: join(__dirname, 'api/miniprogram-iot-login.txt'),
    entry: join(root, 'plugin/types/index.d.ts'),
  },
  "plugin's silent entry": {
    report: join(__dirname, 'api/miniprogram-iot-login-silent.txt'),
    entry: join(root, 'plugin/types/silent.d.ts'),
  },
  "plugin's entry for pictures": {
    report: join(__dirname, 'api/miniprogram-iot-login-avatar.txt'),
    entry: join(root, 'plugin/types/avatar.d.ts'),
  },
  "plugin's entry for tx-iot-sdk": {
    report: join(__dirname, 'api/miniprogram-iot-login-tx-iot-sdk.txt'),
    entry: join(root, 'plugin/types/tx-iot-sdk.d.ts'),
  },
  relay: { report: join(__dirname, 'api/iot-login-relay.txt'), entry: join(root, 'relay/dist/index.d.ts') },
  sandbox: {
    report: join(__dirname, 'api/iot-login-sandbox.txt'),
    entry: join(root, 'sandbox/dist/index.d.ts'),
  },
}
