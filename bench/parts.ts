import { coldStart } from './parts/cold-start'
import { loginShape } from './parts/login-shape'
import { distantLogins, logins } from './parts/logins'
import { memory } from './parts/memory'
import type { Part } from './parts/part'
import { safeties } from './parts/safeties'
import { scale } from './parts/scale'
import { signing } from './parts/signing'

/** In the order in which a full run takes them. */
export const parts: readonly Part[] = [
  loginShape,
  coldStart,
  signing,
  logins,
  distantLogins,
  safeties,
  memory,
  scale,
]
