import { randomUUID } from 'node:crypto'
import { startPace } from './pace'
import { postLogin } from './running-relay'

export interface CrowdLogin {
  /** By the pace of this process, milliseconds. */
  tookMs: number
  status: number
  code: string | undefined
}

export interface Crowd {
  logins: readonly CrowdLogin[]
  /** Lets each finish its login. */
  leave(): Promise<void>
}

/** A number of people who log in over and over, each with a fresh code. */
export function startCrowd(people: number, url: string, mintCode: (user: string) => string): Crowd {
  const logins: CrowdLogin[] = []
  const pace = startPace()
  let isOver = false
  async function person(user: string): Promise<void> {
    while (!isOver) {
      const startedAt = pace.elapsed()
      const { status, body } = await postLogin(url, { code: mintCode(user), requestId: randomUUID() })
      const code = body.Response.Error?.Code as string | undefined
      logins.push({ tookMs: pace.elapsed() - startedAt, status, code })
    }
  }
  const all = Array.from({ length: people }, (_, index) => person(`person-${index}`))
  return {
    logins,
    async leave() {
      isOver = true
      await Promise.all(all)
      pace.stop()
    },
  }
}
