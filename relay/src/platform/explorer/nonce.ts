import { randomInt } from 'node:crypto'

const HIGHEST = 2 ** 31 - 1

/** A cryptographically random whole number from 1 to 2^31 - 1: it has to differ from all others of its second. */
export const randomNonce = (): number => randomInt(1, HIGHEST + 1)
