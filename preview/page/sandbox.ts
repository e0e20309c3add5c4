import type { SandboxFault } from './faults'

/** One request to a platform, as `GET /sandbox/journal` tells it. */
export interface JournalEntry {
  sequence: number
  at: number
  host: 'wechat' | 'explorer'
  operation: string
  method: string
  request: unknown
  status: number | null
  reply: unknown
  durationMs: number
  fault?: string
  note?: string
}

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const reply = await fetch(`/sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(`The sandbox answered ${reply.status} to ${method} ${path}.`)
  return reply.json()
}

/** The sandbox's own powers, as far as the page uses them. */
export const sandbox = {
  /** Makes this fault the only one that waits. */
  async arm(fault: SandboxFault | undefined): Promise<void> {
    await ask('DELETE', 'faults')
    if (fault) await ask('POST', 'faults', fault)
  },
  async faultsWaiting(): Promise<number> {
    return ((await ask('GET', 'faults')) as { faults: unknown[] }).faults.length
  },
  /** Unix seconds, as the platforms see it. */
  async now(): Promise<number> {
    return ((await ask('GET', 'clock')) as { now: number }).now
  },
  async advance(seconds: number): Promise<void> {
    await ask('POST', 'clock', { advanceSeconds: seconds })
  },
  /** Names of the users who have an account. */
  async knownUsers(): Promise<string[]> {
    const { users } = (await ask('GET', 'world')) as { users: { user: string | null }[] }
    return users.flatMap(({ user }) => user ?? [])
  },
  async journal(since: number): Promise<{ entries: JournalEntry[]; lastSequence: number }> {
    return (await ask('GET', `journal?since=${since}`)) as { entries: JournalEntry[]; lastSequence: number }
  },
  async reset(): Promise<void> {
    await ask('POST', 'reset')
  },
}
