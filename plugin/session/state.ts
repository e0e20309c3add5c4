/**
 * Where a session stands. `restoring` is its start, while the phone's storage is read; `ready` means that a
 * token is at hand or can be had without the user.
 */
export type SessionState = 'restoring' | 'signed-out' | 'identifying' | 'exchanging' | 'ready' | 'failed'

/**
 * The legal moves; anything else is a bug of ours, and says so. To `ready` and `signed-out` a session is also moved by
 * time, and by the other sessions of its AppKey.
 */
const MOVES: Record<SessionState, readonly SessionState[]> = {
  restoring: ['signed-out', 'ready'],
  'signed-out': ['identifying', 'ready'],
  identifying: ['exchanging', 'ready', 'failed', 'signed-out'],
  exchanging: ['ready', 'failed', 'signed-out'],
  ready: ['identifying', 'signed-out'],
  failed: ['identifying', 'signed-out', 'ready'],
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
