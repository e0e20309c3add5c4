import { WITH_REDIS } from '../parts/logins'
import type { Comparison } from '../measure/compare'
import { markdownTable } from './markdown-table'

/** What is assumed of the users, for want of measuring: each can be replaced by one's own figure. */
export const assumed = {
  usersADay: 0.2,
  loginsAUserADay: 1,
  /** Of a day's logins, in its fullest hour. */
  inThePeakHour: 0.1,
  /** The fullest second by the mean of that hour. */
  peakSecond: 3,
  /** How much of what a copy can do is asked of it at the peak. */
  load: 0.6,
} as const

const USERS = [1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
const HOUR_SECONDS = 3600

export function peakLoginsASecond(users: number): number {
  const { usersADay, loginsAUserADay, inThePeakHour, peakSecond } = assumed
  return (users * usersADay * loginsAUserADay * inThePeakHour * peakSecond) / HOUR_SECONDS
}

/** Copies of one core that the peak needs; two at least, so that one may be replaced. */
export function copiesFor(users: number, loginsASecondOfACopy: number): number {
  return Math.max(2, Math.ceil(peakLoginsASecond(users) / (loginsASecondOfACopy * assumed.load)))
}

export function onPaper(logins: readonly Comparison[], commandsALogin: number): string {
  const ofACopy = logins.find((row) => row.peer === WITH_REDIS && row.connections === 100)?.throughput
  if (ofACopy === undefined) return 'Not measured: Redis was missing.'
  return markdownTable(
    ['users', 'logins a day', 'logins/s at the peak', 'copies', 'Redis commands/s at the peak'],
    USERS.map((users) => {
      const peak = peakLoginsASecond(users)
      return [
        users,
        users * assumed.usersADay * assumed.loginsAUserADay,
        Number(peak.toFixed(peak < 10 ? 2 : 0)),
        copiesFor(users, ofACopy),
        Number((peak * commandsALogin).toFixed(peak < 10 ? 1 : 0)),
      ]
    }),
  )
}
