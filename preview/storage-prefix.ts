/** What every storage key of a user begins with: WeChat keeps its users' storage apart. */
export const storagePrefix = (user: string) => `wx:${user}:`

/** Empties the storage of one user, as deleting the mini program would. */
export function clearStorageOf(user: string, storage: Storage): void {
  const keys = Object.keys(storage).filter((key) => key.startsWith(storagePrefix(user)))
  for (const key of keys) storage.removeItem(key)
}
