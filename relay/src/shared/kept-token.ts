import type { Clock } from '../clock'
import type { IssuedToken } from '../login/ports'

/** A token that ends sooner than this is not handed out once more. */
const REUSE_MARGIN_MS = 60_000

/** For how long from now a token may be handed out again, milliseconds; not above 0 when it may not. */
export const reusableMs = (issued: IssuedToken, clock: Clock, reuseMs: number): number =>
  Math.min(reuseMs, issued.expireAt * 1000 - clock.now() - REUSE_MARGIN_MS)

/** The token without the news that belonged to the login it was made for. */
export const reused = ({ token, expireAt }: IssuedToken): IssuedToken => ({ token, expireAt })
