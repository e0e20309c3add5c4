import { Client, type Dispatcher } from 'undici'

/** Told which connection carries a request. */
export interface Carried {
  connection: KeptConnection | undefined
}

/**
 * A connection that knows whether it has carried a reply before. Only one that has can have been ended by its peer
 * just as the next request went out on it. https://github.com/nodejs/undici/issues/3492
 */
export class KeptConnection extends Client {
  replies = 0

  constructor(...options: ConstructorParameters<typeof Client>) {
    super(...options)
    this.on('connect', () => (this.replies = 0))
  }

  override dispatch(
    options: Dispatcher.DispatchOptions & { carried?: Carried },
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    if (options.carried !== undefined) options.carried.connection = this
    return super.dispatch(options, handler)
  }
}
