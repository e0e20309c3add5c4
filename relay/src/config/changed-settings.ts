import { readFileSync } from 'node:fs'
import { createReader, type Environment, type ReadFile } from './reader'
import { oneAppVariables, variables, type VariableName } from './variables'

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
