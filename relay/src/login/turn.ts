import { randomUUID } from 'node:crypto'
import { relayError } from '../errors'
import { parseJsonObject } from '../json-object'
import type { Store } from '../shared/store'
import type { Deadline } from './deadline'

/** What stands in the store under a key that is taken, or was. */
export interface TurnNote {
  /** Of this turn alone, so that whoever held it before can no longer write under the key. */
  owner: string
  /** `running` until the one who holds the turn has written what came of it. */
  state: 'running' | 'done'
  /** Whatever else the kind of turn needs. Nothing about a person, unless it is sealed. */
  [more: string]: string
}

/** What to do about a turn that somebody else has or had; `hasWaited` is for it to end. */
export type Decide<T> = (
  note: TurnNote | undefined,
  hasWaited: boolean,
) => Promise<'wait' | 'take' | { answer: T }>

export interface TurnDependencies {
  store: Store
  wait: (milliseconds: number) => Promise<void>
}

export interface Turn {
  /** Writes what came of it, unless the turn has meanwhile gone to somebody else. */
  end(more: Readonly<Record<string, string>>, lifeMs: number): Promise<void>
  /** As if it had never been taken. */
  giveBack(): Promise<void>
}

/** A turn outlives the work done in it by this, so that no second one begins while the work may go on. */
const LEASE_MARGIN_MS = 1000

/** Between two looks at the turn of somebody else, at least and at most, milliseconds. */
const LOOK_AGAIN_MS = [15, 45] as const

/**
 * Takes the turn for a key, over all copies that share the store; resolves with the turn or with the answer that
 * made it needless. A turn ends by itself soon after the deadline of the one who took it, so a copy that dies
 * leaves none behind. Rejects with `Relay.Busy` when the deadline comes first.
 */
export async function takeTurn<T>(
  { store, wait }: TurnDependencies,
  key: string,
  more: Readonly<Record<string, string>>,
  deadline: Deadline,
  decide: Decide<T>,
): Promise<Turn | { answer: T }> {
  const note: TurnNote = { ...more, owner: randomUUID(), state: 'running' }
  const mine = JSON.stringify(note)
  const turn: Turn = {
    async end(result, lifeMs) {
      await store.replace(key, mine, JSON.stringify({ ...note, ...result, state: 'done' }), lifeMs)
    },
    giveBack: () => store.release(key, mine),
  }
  for (let hasWaited = false; ;) {
    const leaseMs = deadline.remainingMs() + LEASE_MARGIN_MS
    const other = await store.claim(key, mine, leaseMs)
    if (other === undefined) return turn
    const decision = await decide(parseJsonObject(other) as TurnNote | undefined, hasWaited)
    if (typeof decision === 'object') return decision
    if (decision === 'take' && (await store.replace(key, other, mine, leaseMs))) return turn
    if (deadline.remainingMs() === 0) {
      throw relayError('Relay.Busy', { message: 'The same login is still under way. Ask again.' })
    }
    if (decision === 'wait') {
      hasWaited = true
      const [least, most] = LOOK_AGAIN_MS
      await wait(Math.min(deadline.remainingMs(), least + Math.random() * (most - least)))
    }
  }
}
