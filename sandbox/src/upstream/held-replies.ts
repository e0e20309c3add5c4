import type { Socket } from 'node:net'

/** Replies that are made to wait. Nothing of them is left behind when the sandbox closes. */
export class HeldReplies {
  private readonly held = new Set<() => void>()

  /**
   * Waits a number of milliseconds, or for ever when none are given. Resolves to true when the time has passed, and
   * to false when the caller has gone or everybody was let go.
   */
  hold(connection: Socket, milliseconds?: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (elapsed: boolean) => {
        clearTimeout(timer)
        connection.off('close', gone)
        this.held.delete(letGo)
        resolve(elapsed)
      }
      const gone = () => {
        end(false)
      }
      const letGo = () => {
        end(false)
        connection.destroy()
      }
      const timer =
        milliseconds === undefined
          ? undefined
          : setTimeout(() => {
              end(true)
            }, milliseconds)
      connection.on('close', gone)
      this.held.add(letGo)
      if (connection.destroyed) end(false)
    })
  }

  /** Ends every wait, and the connections with them. */
  releaseAll(): void {
    for (const letGo of [...this.held]) letGo()
  }
}
