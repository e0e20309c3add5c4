import { styleText } from 'node:util'
import type { Hop } from './hop'
import type { Journey } from './journey'
import { masked } from './masked'

/** Fits a terminal of 80 columns. */
const WIDTH = 78

type Style = Parameters<typeof styleText>[0]

/** A journey as text: every hop, what it carried, how long it took, and how the login ended. */
export function journeyText(title: string, { hops, ending, took }: Journey, colours: boolean): string {
  const paint = (style: Style, text: string) => (colours ? styleText(style, text) : text)
  const lines = [paint('bold', spread(title, milliseconds(took))), paint('dim', '─'.repeat(WIDTH))]
  for (const hop of hops) {
    // What the relay does happens while the phone waits for it.
    const indent = hop.from === 'relay' ? '      ' : '  '
    const [head, ...details] = hopLines(hop, WIDTH - indent.length)
    lines.push(indent + (head ?? ''), ...details.map((line) => paint('dim', indent + line)))
  }
  return [
    ...lines,
    '',
    paint(ending.event === 'success' ? 'green' : 'red', endingText(ending, hops)),
    '',
  ].join('\n')
}

function hopLines({ from, to, call, carried, answer, took }: Hop, width: number): string[] {
  return [
    spread(`${from} → ${to}`.padEnd(21) + call, milliseconds(took), width),
    ...wrapped('  → ', carried, width),
    ...wrapped('  ← ', answer, width),
  ]
}

function endingText(ending: Journey['ending'], hops: Hop[]): string {
  const count = (from: Hop['from'], calls: RegExp) =>
    hops.filter((hop) => hop.from === from && calls.test(hop.call)).length
  const requests = `${count('phone', /^POST/)} by the phone, ${count('relay', /./)} by the relay`
  if (ending.event === 'fail') {
    const { code, message, stage, retryable } = ending.detail
    return `✘ fail: ${code} (${stage}, ${retryable ? 'may be retried' : 'not to be retried'}): ${message}`
  }
  const { token, expireAt } = ending.detail
  return `✔ success: token ${masked(token)}, good until ${new Date(expireAt * 1000).toISOString()}\n  Requests: ${requests}.`
}

const milliseconds = (took: number) => `${took.toFixed(1)} ms`

const spread = (left: string, right: string, width = WIDTH) => left.padEnd(width - right.length) + right

/** Breaks at blanks; a text with none to break at runs over. */
function wrapped(mark: string, text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').filter(Boolean)) {
    if (line !== '' && mark.length + line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  if (line !== '') lines.push(line)
  return lines.map((content, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + content)
}
