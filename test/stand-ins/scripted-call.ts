/** What a failed `wx` call says. */
export interface WxFailure {
  errMsg: string
  errno?: number
  errCode?: number
}

export interface Callbacks<Result> {
  success?: (result: Result) => void
  fail?: (failure: WxFailure) => void
}

/** What one call does to its caller. Callbacks come in a microtask, never in the call itself, as on a phone. */
export type Answer<Result> = (callbacks: Callbacks<Result>) => void

/** A fake `wx` call: every use is recorded, every answer can be scripted. */
export interface ScriptedCall<Options, Result> {
  /** What it was called with, in order. */
  readonly calls: Options[]
  /** Answers for the next calls, one each; then the usual one is back. */
  next(...answers: Answer<Result>[]): void
  /** The answer for every call from now on. */
  always(answer: Answer<Result>): void
  /** The function to put on `wx`. */
  readonly call: (options: Options) => void
}

export function scriptedCall<Options extends Callbacks<Result>, Result>(
  usual: (options: Options) => Answer<Result>,
): ScriptedCall<Options, Result> {
  const calls: Options[] = []
  const queue: Answer<Result>[] = []
  let answerTo = usual
  return {
    calls,
    next: (...answers) => {
      queue.push(...answers)
    },
    always: (answer) => {
      answerTo = () => answer
    },
    call: (options) => {
      calls.push(options)
      const answer = queue.shift() ?? answerTo(options)
      answer(options)
    },
  }
}

const soon = (callback: () => void) => {
  void Promise.resolve().then(callback)
}

export function succeed<Result>(result: Result): Answer<Result> {
  return ({ success }) => {
    soon(() => success?.(result))
  }
}

export function fail(errMsg: string, errno?: number): Answer<never> {
  return (callbacks) => {
    soon(() => callbacks.fail?.(errno === undefined ? { errMsg } : { errMsg, errno }))
  }
}

/** A failure of WeChat's cloud, as it is told: by a number of its own. */
export function failInCloud(errMsg: string, errCode?: number): Answer<never> {
  return (callbacks) => {
    soon(() => callbacks.fail?.(errCode === undefined ? { errMsg } : { errMsg, errCode }))
  }
}

/** Neither callback ever comes. */
export const never: Answer<never> = () => undefined

/** The call itself throws. */
export function throwing(error: unknown): Answer<never> {
  return () => {
    throw error
  }
}

/** An answer that the test gives later, when it pleases. */
export type HeldAnswer<Result> = Answer<Result> & {
  succeed(result: Result): void
  fail(errMsg: string, errno?: number): void
}

export function byHand<Result>(): HeldAnswer<Result> {
  let taken: Callbacks<Result> | undefined
  const waiting = () => {
    if (taken === undefined) throw new Error('The call that this answers has not been made')
    return taken
  }
  const answer: Answer<Result> = (callbacks) => {
    taken = callbacks
  }
  return Object.assign(answer, {
    succeed: (result: Result) => {
      succeed(result)(waiting())
    },
    fail: (errMsg: string, errno?: number) => {
      fail(errMsg, errno)(waiting())
    },
  })
}
