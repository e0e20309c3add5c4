import type { Answer, Hop, Mark } from '../messages'
import type { JournalEntry } from './sandbox'

/** One line of the diagram. */
export type Row =
  | { kind: 'mark'; key: string; mark: Mark }
  /** There and back, with nothing between. */
  | { kind: 'trip'; key: string; hop: Hop }
  | { kind: 'call'; key: string; hop: Hop }
  | { kind: 'reply'; key: string; hop: Hop }

export type Happening = { mark: Mark } | { hop: Hop }

/** Milliseconds by which two clocks of one machine may differ in whole numbers. */
const ROUNDING = 20

/** Everything in its order: what the relay did stands between the phone's call and its answer. */
export function rowsOf(happenings: readonly Happening[]): Row[] {
  const ofPhone = happenings.filter((each) => 'mark' in each || each.hop.from === 'phone')
  const ofRelay = happenings.flatMap((each) => ('hop' in each && each.hop.from === 'relay' ? [each.hop] : []))
  return ofPhone.flatMap((each): Row[] => {
    if ('mark' in each) return [{ kind: 'mark', key: each.mark.key, mark: each.mark }]
    const { hop } = each
    if (hop.to !== 'relay') return [{ kind: 'trip', key: hop.key, hop }]
    const within = ofRelay.filter((inner) => callBehind(inner, happenings) === hop)
    if (within.length === 0 && hop.answer) return [{ kind: 'trip', key: hop.key, hop }]
    return [
      { kind: 'call', key: `${hop.key}-call`, hop },
      ...within.map((inner): Row => ({ kind: 'trip', key: inner.key, hop: inner })),
      { kind: 'reply', key: `${hop.key}-reply`, hop },
    ]
  })
}

/** The phone's call that made the relay ask: the last one before it. */
function callBehind(inner: Hop, happenings: readonly Happening[]): Hop | undefined {
  return happenings
    .flatMap((each) =>
      'hop' in each && each.hop.from === 'phone' && each.hop.to === 'relay' ? [each.hop] : [],
    )
    .filter(({ at }) => at <= inner.at + ROUNDING)
    .at(-1)
}

/** A journal's entry as a hop. */
export function hopOf(entry: JournalEntry): Hop {
  const { sequence, host, operation, method, request, at, fault, note } = entry
  const answer: Answer = {
    ok: isGood(entry),
    words: entry.status === null ? '—' : `${entry.status}`,
    received: entry.reply,
    took: Math.max(1, Math.round(entry.durationMs)),
    ...(fault === undefined ? {} : { fault }),
    ...(note === undefined ? {} : { note }),
  }
  const call = operation === 'AppGetTokenByWeiXin' ? operation : `${method} ${operation}`
  return { key: `journal-${sequence}`, from: 'relay', to: host, call, sent: request, at, answer }
}

/** A platform answers failures with status 200 too. */
function isGood({ status, reply }: JournalEntry): boolean {
  return status === 200 && typeof reply === 'object' && codeIn(reply) === undefined
}

type Fields = Partial<Record<string, unknown>>

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined

/** The error code in a reply of WeChat, of IoT Explorer in either envelope, or of the relay. */
export function codeIn(reply: unknown): string | undefined {
  const errcode = field(reply, 'errcode')
  if (typeof errcode === 'number' && errcode !== 0) return `errcode ${errcode}`
  const inner = field(reply, 'Response') ?? field(reply, 'data')
  const code = field(field(inner, 'Error'), 'Code')
  return typeof code === 'string' ? code : undefined
}
