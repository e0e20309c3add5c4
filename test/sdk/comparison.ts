import { expectedOf } from './expected'
import { situations, type Situation } from './situations'
import type { Way } from './way'

/** The rows of the table in docs/sdk-comparison.md, of what the tests expect to see. */
export function comparison(): string[] {
  return [
    '| Situation | What an app needs | With iot-login | As documented |',
    '| --- | --- | --- | --- |',
    ...situations.map(
      (situation) =>
        `| ${situation.name} | ${situation.needed} | ${cell(situation, 'iot-login')} | ${cell(situation, 'documented')} |`,
    ),
  ]
}

function cell(situation: Situation, way: Way['name']): string {
  const { ended, logins, requests, keys } = expectedOf(situation.name, way)
  const holds = situation.holds({ ended, logins, requests: 0, keys })
  const asked = typeof requests === 'number' ? String(requests) : requests.join(' to ')
  return `${holds ? 'holds' : '**fails**'}; logins: ${logins}, requests: ${asked}`
}
