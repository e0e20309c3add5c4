import type { CodeType } from '../../../plugin/relay-client/contract'
import { deadlineIn, type Clock, type Deadline } from '../clock'
import type { Admission } from '../login/admission'
import type { Claims, Shared } from '../login/claims'
import { idOfUser, pickApp, type Apps, type LoginJournal, type LoginProof } from '../login/login'
import type { ExchangeIds, HostHeaders, UserIds, VerifyHost } from '../login/ports'
import type { RateLimits } from '../login/rate-limits'
import type { RegisteredApp } from '../registered-app'

export interface ProveUserDependencies {
  apps: Apps
  exchangeIds: ExchangeIds
  shared: Shared
  admission: Admission
  limits: Pick<RateLimits, 'ofApp' | 'ofHost' | 'ofUser'>
  verifyHost: VerifyHost
  clock: Clock
  /** From the question to the answer, milliseconds. */
  timeoutMs: number
}

/** The proof of who asks, with the id that names the request everywhere. */
export type ProofAttempt = { appId?: string; requestId: string; hostHeaders?: HostHeaders } & LoginProof

/** A user named by WeChat or by the cloud platform. */
export interface ProvenUser extends UserIds {
  app: RegisteredApp
  claims: Claims
  deadline: Deadline
}

/** Does work for the user of a fresh code; rejects with a `RelayError`, or with the error of the work. */
export type ProveUser = <T>(
  attempt: ProofAttempt,
  journal: LoginJournal,
  work: (user: ProvenUser) => Promise<T>,
) => Promise<T>

/**
 * The proof of a request other than a login: admitted and limited as a login is, and counted with logins. A code that
 * was sent before is refused by WeChat itself.
 */
export function createProveUser(dependencies: ProveUserDependencies): ProveUser {
  const { apps, exchangeIds, shared, admission, limits, verifyHost, clock, timeoutMs } = dependencies

  return async function proveUser(attempt, journal, work) {
    const deadline = deadlineIn(clock, timeoutMs)
    const app = pickApp(apps, attempt)
    journal.appId = app.appId
    const host = app.hostRules && verifyHost(app.hostRules, attempt.hostHeaders)
    if (host !== undefined) journal.host = host
    const place = admission.arrive(deadline)
    const claims = shared.begin({ app, requestId: attempt.requestId, deadline, waits: place })
    const exchange = async (code: string, codeType: CodeType = 'login'): Promise<UserIds> => {
      await place.enter()
      return exchangeIds(app, codeType, code, deadline)
    }
    try {
      await Promise.all([
        limits.ofApp(claims, app),
        host === undefined ? undefined : limits.ofHost(claims, app, host),
      ])
      const ids =
        attempt.code === undefined
          ? { wxOpenId: idOfUser(attempt.user, app.idKind), openId: attempt.user.openId }
          : await exchange(attempt.code, attempt.codeType)
      await limits.ofUser(claims, app, ids.wxOpenId)
      return await work({ app, ...ids, claims, deadline })
    } finally {
      place.leave()
      await claims.release()
    }
  }
}
