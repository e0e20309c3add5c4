import { build } from 'esbuild'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './source-tree'

/** What a mini program carries for an entry: minified by esbuild, gzipped at level 9. */
export interface Weight {
  gzipped: number
  /** Minified bytes by file, from the folder that was weighed. */
  files: Record<string, number>
}

/** @param code what a host writes, in `folder` */
export async function weigh(folder: string, code: string): Promise<Weight> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    absWorkingDir: folder,
    outfile: 'weighed.js',
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2018',
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return {
    gzipped: gzipSync(outputFiles[0]!.contents, { level: 9 }).length,
    files: Object.fromEntries(
      inputs.filter(([path]) => path !== '<stdin>').map(([path, { bytesInOutput }]) => [path, bytesInOutput]),
    ),
  }
}

/** One line if it is too heavy, with the files that have grown most since `recorded`; else none. */
export function overweight(weight: Weight, budget: number, recorded: Record<string, number>): string[] {
  if (weight.gzipped <= budget) return []
  const grown = Object.entries(weight.files)
    .map(([path, bytes]) => ({ path, bytes: bytes - (recorded[path] ?? 0) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((one, other) => other.bytes - one.bytes)
    .slice(0, 5)
    .map(({ path, bytes }) => `${path} +${bytes}`)
  return [`${weight.gzipped} bytes of ${budget}; grown most: ${grown.join(', ') || 'nothing'}`]
}

const built = join(root, 'plugin/miniprogram_dist')

/** Bytes; a KB is 1024 of them. */
const KB = 1024

const components = ['iot-login', 'iot-login-code', 'iot-agreement', 'iot-agreement-sheet'].map(
  (name) => `components/${name}/${name}`,
)
const requiring = (entries: string[]) => entries.map((entry) => `require('./${entry}')`).join('\n')

/** What is held, and by how much. */
export const budgets = {
  silent: {
    budget: 6 * KB,
    weigh: async (): Promise<Weight> => {
      const { gzipped } = await weigh(built, "require('./silent')")
      // It is built into one file, so its sources tell which of them weighs what.
      const { files } = await weigh(join(root, 'plugin'), "export * from './silent'")
      return { gzipped, files }
    },
  },
  functions: {
    budget: 15.75 * KB,
    weigh: (): Promise<Weight> => weigh(built, requiring(['index'])),
  },
  avatar: {
    // Nearly all of it is the functions' own code: an app that has the button carries some 1 KB more.
    budget: 16 * KB,
    weigh: (): Promise<Weight> => weigh(built, requiring(['avatar'])),
  },
  'tx-iot-sdk': {
    // As above: beside the functions it is some 2 KB.
    budget: 17 * KB,
    weigh: (): Promise<Weight> => weigh(built, requiring(['tx-iot-sdk'])),
  },
  whole: {
    // Wanted: 18 KB. decisions/012 says what weighs what; lower this with each part that gets lighter.
    budget: 25.25 * KB,
    weigh: (): Promise<Weight> => weigh(built, requiring(['index', ...components])),
  },
}
