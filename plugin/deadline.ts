/**
 * Settles like `work`, or rejects with `onTimeout()` once `milliseconds` have passed. A result that comes
 * later is ignored. WeChat's callbacks are not promised to come, so every wait of this package goes through here.
 */
export function withDeadline<T>(work: Promise<T>, milliseconds: number, onTimeout: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(onTimeout())
    }, milliseconds)
    const over = () => {
      clearTimeout(timer)
    }
    // Not finally(): old base libraries lack it.
    work.then(over, over)
    work.then(resolve, reject)
  })
}
