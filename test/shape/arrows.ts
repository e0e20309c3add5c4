import type { Import } from './imports'
import { isTest } from './source-tree'

interface Arrow {
  /** What an importer reads when it breaks the rule. */
  rule: string
  applies: (from: string) => boolean
  forbids: (each: Import) => boolean
}

const contract = 'plugin/relay-client/contract.ts'
const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
const isPart = (path: string) => /^(plugin|miniprogram|relay|sandbox|preview|bench|start)\//.test(path)
/** Code that runs for users; a test may join what the product keeps apart. */
const product = (folder: string) => (from: string) => within(folder)(from) && !isTest(from)

const samePart = (one: string, other: string) => one.split('/')[0] === other.split('/')[0]

// How a Redis is written down, the configuration has to know too.
const isStore = (path: string) =>
  (path.startsWith('relay/src/shared/') && path !== 'relay/src/shared/redis-address.ts') ||
  (path.startsWith('relay/src/lasting/') && path !== 'relay/src/lasting/lasting-store.ts') ||
  path === 'relay/src/avatar/disk-objects.ts'
const isPlatform = within('relay/src/platform')
const isHttp = within('relay/src/http')
const isWiring = (path: string) => /^relay\/src\/(create-[^/]+|main|index|check\/[^/]+)\.ts$/.test(path)
// Reading what a failed call said needs no `wx`, so anybody may.
const isWxFile = (path: string) => /(^|\/)wx-[^/]+\.ts$/.test(path) && path !== 'plugin/wx-failure.ts'

export const arrows: Arrow[] = [
  {
    rule: 'the relay takes `import type` from the contract, and nothing else from the plugin',
    applies: within('relay/src'),
    forbids: ({ to, typeOnly }) => within('plugin')(to) && !(to === contract && typeOnly),
  },
  {
    rule: 'the sandbox shares no code with what it checks',
    applies: within('sandbox/src'),
    forbids: ({ to }) => within('plugin')(to) || within('relay')(to),
  },
  {
    rule: 'the relay is checked by the sandbox, and does not know it',
    applies: product('relay/src'),
    forbids: ({ to }) => within('sandbox')(to),
  },
  {
    rule: 'the plugin stands alone',
    applies: product('plugin'),
    forbids: ({ to }) => isPart(to) && !within('plugin')(to),
  },
  {
    rule: "the demo host uses the package's public entry, as any host would",
    applies: product('miniprogram'),
    forbids: ({ to }) => isPart(to) && !within('miniprogram')(to) && to !== 'plugin/index.ts',
  },
  {
    rule: 'the contract imports nothing',
    applies: (from) => from === contract,
    forbids: () => true,
  },
  {
    rule: 'http knows neither the platforms nor a concrete store',
    applies: product('relay/src/http'),
    forbids: ({ to }) => isPlatform(to) || isStore(to),
  },
  {
    rule: 'a platform knows nothing of http',
    applies: product('relay/src/platform'),
    forbids: ({ to }) => isHttp(to),
  },
  {
    rule: 'the use case knows ports only',
    applies: product('relay/src/login'),
    forbids: ({ to }) => isHttp(to) || isPlatform(to) || isStore(to),
  },
  {
    rule: 'a store knows neither http, nor the platforms, nor the configuration',
    applies: (from) => product('relay/src/shared')(from) || product('relay/src/lasting')(from),
    forbids: ({ to }) => isHttp(to) || isPlatform(to) || within('relay/src/config')(to),
  },
  {
    rule: 'what every part of the relay stands on knows none of them',
    applies: (from) =>
      /^relay\/src\/(clock|errors|events|json-object|log|registered-app|secret)\.ts$/.test(from),
    forbids: ({ to }) => /^relay\/src\/[^/]+\//.test(to),
  },
  {
    rule: 'a part of the relay does not know how the parts are joined',
    applies: (from) =>
      /^relay\/src\/(account|avatar|config|deletion|http|lasting|login|platform|shared|withdrawal)\//.test(
        from,
      ) && !isTest(from),
    forbids: ({ to }) => /^relay\/src\/(create-[^/]+|app|handler|cloud-function|index|main)\.ts$/.test(to),
  },
  {
    rule: 'only an entry picks implementations',
    applies: (from) => product('relay/src')(from) && !isWiring(from) && !isStore(from) && !isPlatform(from),
    forbids: ({ to, typeOnly }) => (isStore(to) || isPlatform(to)) && !typeOnly,
  },
  {
    rule: 'no file imports an entry that starts a process',
    applies: (from) => !isTest(from),
    forbids: ({ to }) => /^(relay|sandbox)\/src\/(contract\/)?main\.ts$/.test(to),
  },
  {
    rule: 'only the component, the wiring and one another import what touches wx',
    applies: (from) =>
      product('plugin')(from) &&
      !isWxFile(from) &&
      !/^plugin\/(create-[^/]+|shared-sessions|silent)\.ts$/.test(from) &&
      !within('plugin/components')(from),
    forbids: ({ to, typeOnly }) => within('plugin')(to) && isWxFile(to) && !typeOnly,
  },
  {
    rule: 'nothing imports from test/, save a unit test its stand-ins',
    applies: (from) => !within('test')(from),
    forbids: ({ from, to }) =>
      isTest(to) && !(isTest(from) && (within('test/stand-ins')(to) || samePart(from, to))),
  },
]

/** One line for each import that goes against an arrow. */
export const brokenArrows = (imports: Import[]): string[] =>
  imports.flatMap((each) =>
    arrows
      .filter(({ applies, forbids }) => applies(each.from) && forbids(each))
      .map(({ rule }) => `${each.from}:${each.line} imports ${each.specifier}: ${rule}`),
  )
