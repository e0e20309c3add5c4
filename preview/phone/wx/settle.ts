/** What every `wx` call can be told. */
export interface Callbacks {
  success?: (result: never) => void
  fail?: (failure: WxFailure) => void
  complete?: (result: never) => void
}

export interface WxFailure {
  errMsg: string
  errno?: number
}

/** Thrown by the work of a call that fails as WeChat would let it fail. */
export class WxError extends Error {
  constructor(
    message: string,
    readonly errno?: number,
  ) {
    super(message)
  }
}

type Callback = ((result: unknown) => void) | undefined

/**
 * Does the work of `wx.<name>` and tells how it ended: by callbacks, or by a promise where none was given.
 *
 * @param options what the call was given; a name that `known` lacks throws, so that nothing is ignored in silence
 */
export function settle<Result extends object>(
  name: string,
  options: object | undefined,
  known: readonly string[],
  work: () => Promise<Result> | Result,
): Promise<Result> | undefined {
  refuseUnknown(name, options, known)
  const { success, fail, complete } = (options ?? {}) as Record<string, Callback>
  const done = Promise.resolve()
    .then(work)
    .then((result) => ({ errMsg: `${name}:ok`, ...result }))
  if (success === undefined && fail === undefined && complete === undefined) {
    return done.catch((error: unknown) => {
      throw failureOf(name, error) as unknown as Error
    })
  }
  done.then(
    (result) => {
      call(success, result)
      call(complete, result)
    },
    (error: unknown) => {
      call(fail, failureOf(name, error))
      call(complete, failureOf(name, error))
    },
  )
  return undefined
}

/** In a task of its own, as WeChat does, so that one callback's error does not keep another from running. */
function call(callback: Callback, value: unknown): void {
  if (callback !== undefined) {
    setTimeout(() => {
      callback(value)
    })
  }
}

function failureOf(name: string, error: unknown): WxFailure {
  const message = error instanceof Error ? error.message : String(error)
  const errno = error instanceof WxError ? error.errno : undefined
  return { errMsg: `${name}:fail ${message}`, ...(errno === undefined ? {} : { errno }) }
}

const CALLBACKS = ['success', 'fail', 'complete']

export function refuseUnknown(name: string, options: object | undefined, known: readonly string[]): void {
  const unknown = Object.keys(options ?? {}).find((key) => !known.includes(key) && !CALLBACKS.includes(key))
  if (unknown !== undefined) throw new Error(`wx.${name}: the preview does not know the option ${unknown}`)
}
