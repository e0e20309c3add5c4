import { randomUUID } from 'node:crypto'
import type { MintedCode } from '../../sandbox/src'
import { postLogin, type LoginAnswer } from './running-relay'

/** One request of a phone, and what became of it. */
export interface Asked {
  url: string
  user: string
  startedAt: number
  endedAt: number
  /** Absent when no answer came. */
  status?: number
}

export interface PhonesOptions {
  /** The copies of the relay, asked in turn. */
  urls: readonly string[]
  mintCode: (user: string) => MintedCode
  /** Called before each login, with how many have begun. */
  onLogin?: (begun: number) => void
}

export interface Phones {
  asked: readonly Asked[]
  /** The tokens that were answered, with whose they are. */
  tokens: readonly { user: string; token: string }[]
  /** Requests under way at one copy. */
  underWayAt(url: string): number
  /** Logs these users in, a number of them at once. Each asks until it has a token. */
  logIn(users: readonly string[], atOnce: number): Promise<void>
}

const MOST_TRIES = 40
const PAUSE_MS = 100

/** Phones that do as phones do: one that hears nothing asks the next copy the same question again. */
export function createPhones({ urls, mintCode, onLogin = () => undefined }: PhonesOptions): Phones {
  const asked: Asked[] = []
  const tokens: { user: string; token: string }[] = []
  const underWay = new Map<string, number>()
  let turn = 0
  let begun = 0

  async function ask(user: string, body: object): Promise<LoginAnswer | undefined> {
    const url = urls[(turn += 1) % urls.length]!
    const record: Asked = { url, user, startedAt: performance.now(), endedAt: 0 }
    asked.push(record)
    underWay.set(url, (underWay.get(url) ?? 0) + 1)
    try {
      const answer = await postLogin(url, body)
      record.status = answer.status
      return answer
    } catch {
      return undefined
    } finally {
      record.endedAt = performance.now()
      underWay.set(url, underWay.get(url)! - 1)
    }
  }

  async function logInOne(user: string): Promise<void> {
    onLogin((begun += 1))
    let question = { code: mintCode(user).code, requestId: randomUUID() }
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      const answer = await ask(user, question)
      if (answer?.status === 200) {
        tokens.push({ user, token: answer.body.Response.Data.Token })
        return
      }
      // 401 asks for a fresh code; all else for the same question once more.
      if (answer?.status === 401) question = { code: mintCode(user).code, requestId: randomUUID() }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    throw new Error(`${user} was never let in`)
  }

  return {
    asked,
    tokens,
    underWayAt: (url) => underWay.get(url) ?? 0,
    async logIn(users, atOnce) {
      const rest = [...users]
      const phone = async (): Promise<void> => {
        for (let user = rest.shift(); user !== undefined; user = rest.shift()) await logInOne(user)
      }
      await Promise.all(Array.from({ length: atOnce }, phone))
    },
  }
}
