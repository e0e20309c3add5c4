/**
 * Where a session stands. `restoring` is its start, while the phone's storage is read; `ready` means that a
 * token is at hand or can be had without the user.
 */
export type SessionState = 'restoring' | 'signed-out' | 'identifying' | 'exchanging' | 'ready' | 'failed'

/** The legal moves. Anything else is a bug of ours, and says so. */
const MOVES: Record<SessionState, readonly SessionState[]> = {
  restoring: ['signed-out', 'ready'],
  'signed-out': ['identifying', 'signed-out'],
  identifying: ['exchanging', 'ready', 'failed', 'signed-out'],
  exchanging: ['ready', 'failed', 'signed-out'],
  ready: ['identifying', 'signed-out'],
  failed: ['identifying', 'signed-out'],
}

/** A login is under way. */
export function isBusy(state: SessionState): boolean {
  return state === 'identifying' || state === 'exchanging'
}

/** Answers `to`, or throws where no way leads there. */
export function move(from: SessionState, to: SessionState): SessionState {
  if (!MOVES[from].includes(to)) throw new Error(`No way leads from ${from} to ${to}`)
  return to
}
