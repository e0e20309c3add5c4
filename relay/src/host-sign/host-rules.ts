import type { AppKind, HostRules } from '../registered-app'
import type { Secret } from '../secret'
import { checkAppId } from '../config/checks'

/** What was set of a plugin's hosts, each absent where it was not. */
export interface GivenHostRules {
  pluginToken: Secret | undefined
  previousPluginToken: Secret | undefined
  hosts: readonly string[] | undefined
  developmentHosts: readonly string[] | undefined
}

/**
 * Problems, each beginning with the name of a field, go to `say`.
 *
 * @param names how the fields are called where they were set
 */
export function readHostRules(
  given: GivenHostRules,
  kind: AppKind,
  names: Readonly<Record<keyof GivenHostRules, string>>,
  say: (problem: string) => void,
): HostRules | undefined {
  const { pluginToken, previousPluginToken, hosts, developmentHosts = [] } = given
  const [first] = (Object.keys(names) as (keyof GivenHostRules)[]).filter((name) => given[name] !== undefined)
  if (first === undefined) return undefined
  if (kind !== 'plugin') say(`${names[first]} is for a plugin: set its kind to plugin, or remove it`)
  if (pluginToken === undefined) {
    say(`${names[first]} has no effect without ${names.pluginToken}: add that, or remove it`)
  }
  for (const name of ['hosts', 'developmentHosts'] as const) {
    const list = given[name]
    if (list?.length === 0) say(`${names[name]} is empty, and would let no one in: remove it`)
    for (const wrong of new Set(list?.map(checkAppId))) {
      if (wrong !== undefined) say(`${names[name]} holds a value that ${wrong}`)
    }
  }
  if (pluginToken === undefined) return undefined
  return {
    pluginToken,
    ...(previousPluginToken === undefined ? {} : { previousPluginToken }),
    ...(hosts === undefined ? {} : { hosts }),
    developmentHosts,
  }
}
