import { distantLogins, logins } from './parts/logins'
import type { Part } from './parts/part'

/** In the order in which a full run takes them. */
export const parts: readonly Part[] = [logins, distantLogins]
