import type { Identity } from './identity'

/** WeChat's cloud tells the relay who the user is, so no code is asked for. */
export const knownByCloud: Identity = () => Promise.resolve({ source: 'cloud' })
