/** A port that is hardly taken, below those that the system hands out itself. */
export const freePort = (): string => String(20_000 + Math.floor(Math.random() * 10_000))
