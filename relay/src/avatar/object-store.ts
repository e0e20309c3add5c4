/** Files under names with slashes, such as `pictures/a.jpg`. Each call rejects with an `ObjectStoreFailure`. */
export interface ObjectStore {
  put(name: string, content: Buffer, type: string): Promise<void>
  /** The content; undefined where there is none. */
  get(name: string): Promise<Buffer | undefined>
  /** Also succeeds where there is none. */
  remove(name: string): Promise<void>
  /** The names that begin with this folder, which ends with a slash. */
  list(folder: string): Promise<string[]>
}

/** The store failed; `hint` tells the operator what to do. */
export class ObjectStoreFailure extends Error {
  override readonly name = 'ObjectStoreFailure'

  constructor(
    readonly hint: string,
    /** The system's or the store's own code. */
    readonly fault?: string,
  ) {
    super('The store of pictures failed')
  }
}
