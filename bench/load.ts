import { randomUUID } from 'node:crypto'
import { Pool } from 'undici'

export interface LoadResult {
  /** Logins a second. */
  throughput: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** Logs in so often over so many connections, each one after the other. Throws on any answer but 200. */
export async function load(url: string, logins: number, connections: number): Promise<LoadResult> {
  const pool = new Pool(url, { connections })
  const took: number[] = []
  let left = logins
  async function phone(): Promise<void> {
    while (left > 0) {
      left -= 1
      const begun = performance.now()
      const { statusCode, body } = await pool.request({
        path: '/login',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: randomUUID() }),
      })
      const text = await body.text()
      if (statusCode !== 200) throw new Error(`status ${statusCode}: ${text}`)
      took.push(performance.now() - begun)
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, phone))
  const seconds = (performance.now() - begun) / 1000
  await pool.close()
  took.sort((a, b) => a - b)
  const at = (share: number): number => took[Math.floor(share * (took.length - 1))] ?? NaN
  return { throughput: logins / seconds, p50: at(0.5), p99: at(0.99) }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
