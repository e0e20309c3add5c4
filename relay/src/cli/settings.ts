import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'dotenv'
import { ConfigError } from '../config/config'
import { createReader, withoutMark, wrongEncoding, type Environment, type ReadFile } from '../config/reader'
import { oneAppVariables, variables, type VariableName } from '../config/variables'

const ENV_FILE = '.env'

const PROXY_NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']

export interface Settings {
  environment: Environment
  /** Where the settings came from, a sentence a line. */
  notes: readonly string[]
}

/** The environment, which wins, and the `.env` of the directory that the relay was started in. */
export function readSettings(environment: Environment): Settings {
  const path = resolve(ENV_FILE)
  if (!existsSync(path)) return { environment, notes: [`No ${path}.`, ...proxyNote(environment)] }
  const file = readEnvFile(path)
  const names = Object.keys(file)
  const merged = { ...file, ...environment }
  const notes = [`Read ${path}: ${names.length} setting(s).`]
  const beaten = names.filter((name) => name in variables && merged[name] !== file[name])
  if (beaten.length > 0) notes.push(`The environment wins over it for ${beaten.join(', ')}.`)
  return { environment: merged, notes: [...notes, ...proxyNote(merged)] }
}

function readEnvFile(path: string): Record<string, string> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new ConfigError([`${path} cannot be read: check that it is a file that this user may read`])
  }
  const wrong = wrongEncoding(text)
  if (wrong !== undefined) throw new ConfigError([`${path} ${wrong}`])
  return parse(withoutMark(text))
}

/** Node's clients take no notice of these, and neither does the relay. */
function proxyNote(environment: Environment): string[] {
  const name = PROXY_NAMES.find((each) => environment[each] !== undefined && environment[each] !== '')
  if (name === undefined || environment.UPSTREAM_PROXY !== undefined) return []
  return [`${name} is set, and the relay does not use it: set UPSTREAM_PROXY where WeChat is behind a proxy.`]
}

export type SettingValues = ReadonlyMap<VariableName, string>

/** Every setting as it is given, those from files too. Holds secrets: for comparing only. */
export function settingValues(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): SettingValues {
  const read = createReader(environment, [], readFile)
  const names = Object.keys(variables) as VariableName[]
  return new Map(names.map((name) => [name, read.text(name, () => undefined)]))
}

const reloaded: readonly VariableName[] = [...oneAppVariables, 'RELAY_APPS_FILE']

/** The settings that differ and are read at start only. */
export const waitingForRestart = (before: SettingValues, now: SettingValues): VariableName[] =>
  [...now.keys()].filter((name) => !reloaded.includes(name) && before.get(name) !== now.get(name))
