/** Writes a provider's relay into a built plugin and its demo host. */
export function bakeProvider(to: { file: string; pluginRoot: string; hostRoot: string }): void
