/** A part of the version as WeChat takes it for a plugin; npm takes it too. */
const PART = /^(0|[1-9]\d{0,2})$/

/**
 * Throws for what cannot be the next version: three numbers of at most 999 with dots between, above the present one.
 * The limit is that of WeChat's upload, https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html
 */
export function checkVersion(next: string, present: string): void {
  const parts = next.split('.')
  if (parts.length !== 3 || !parts.every((part) => PART.test(part))) {
    throw new Error(`${next || 'Nothing'} is no version: give three numbers of at most 999, as in 1.4.0.`)
  }
  const old = present.split('.')
  const first = parts.findIndex((part, index) => part !== old[index])
  if (first === -1 || Number(parts[first]) < Number(old[first])) {
    throw new Error(`${next} is not above ${present}, which is the version now.`)
  }
}

const UNRELEASED = '## Unreleased\n'

/** What is not released yet, without its heading. */
export function unreleased(changelog: string): string {
  const start = changelog.indexOf(UNRELEASED)
  if (start === -1)
    throw new Error('CHANGELOG.md has no heading "Unreleased": put it above the newest version.')
  const rest = changelog.slice(start + UNRELEASED.length)
  const end = rest.indexOf('\n## ')
  return (end === -1 ? rest : rest.slice(0, end)).trim()
}

/** The changelog in which what was unreleased belongs to a version, below an empty heading for what comes next. */
export function cutChangelog(changelog: string, version: string, date: string): string {
  if (unreleased(changelog) === '') {
    throw new Error('CHANGELOG.md has nothing below "Unreleased": say what is new, then release.')
  }
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n## ${version} (${date})\n`)
}
