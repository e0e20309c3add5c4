import { LEVELS, type ContractReport, type Level } from './check'

const HEADINGS: Record<Level, string> = {
  must: 'MUST: the client, or the safety of its users, breaks without it',
  should: 'SHOULD: users, or those who run the relay, are worse off without it',
  may: 'MAY: comforts of the reference relay',
}

const MARKS = { kept: 'ok    ', broken: 'FAILED', unchecked: '-     ' } as const

const WIDTH = 100

/** What was found, for a terminal: what is kept in a line, what is not with its cure below. */
export function reportText({ findings, passed }: ContractReport): string {
  const sections = LEVELS.map((level) => {
    const lines = findings
      .filter((finding) => finding.level === level)
      .map(({ outcome, promise, words }) => {
        const mark = outcome === 'broken' && level !== 'must' ? 'no    ' : MARKS[outcome]
        return [`  ${mark}  ${promise}`, ...wrapped(words ?? '').map((line) => `          ${line}`)].join(
          '\n',
        )
      })
    return `${HEADINGS[level]}\n\n${lines.join('\n')}\n`
  })
  const counts = LEVELS.map((level) => {
    const own = findings.filter((finding) => finding.level === level)
    return `${own.filter(({ outcome }) => outcome === 'kept').length} of ${own.length} ${level}`
  })
  const unchecked = findings.filter(({ outcome }) => outcome === 'unchecked').length
  const left =
    unchecked === 0 ? '' : `${unchecked} marked - can only be seen with a sandbox behind the relay.\n`
  const verdict = passed ? 'The relay keeps the contract.' : 'The relay breaks the contract.'
  return `${sections.join('\n')}\n${counts.join(', ')}.\n${left}${verdict}\n`
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= WIDTH - 10) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
