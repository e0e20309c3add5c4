import { Pool, type Dispatcher } from 'undici'
import type { Ask } from './serve-bare'

const headers = { 'content-type': 'application/json' }

/** The same calls by undici's `dispatch`, whose handler gets the bytes without a stream between. */
export function dispatched(origin: string): Ask {
  const pool = new Pool(origin)
  return (path, body) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart: () => undefined,
        onResponseStart: () => undefined,
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve(Buffer.concat(chunks).toString()),
        onResponseError: (_controller, error) => reject(error),
      }
      pool.dispatch(
        body === undefined ? { path, method: 'GET' } : { path, method: 'POST', headers, body },
        handler,
      )
    })
}
