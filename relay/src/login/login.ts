import type { CodeType, LoginData, LoginRequest } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError } from '../errors'
import { pickApp, type Apps } from './pick-app'
import { idOfUser, type PlatformUser } from './platform-user'
import type { ExchangeCode, IssuedToken, IssueToken } from './ports'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'

export interface LoginDependencies {
  apps: Apps
  exchangeCode: ExchangeCode
  issueToken: IssueToken
  /** Sent when the caller gives none: AppGetTokenByWeiXin requires both. */
  placeholder: { nickName: string; avatar: string }
  clock: Clock
}

/** How far a login came and what its hops took, filled in on the way, so that a failed one tells it too. */
export interface LoginJournal {
  appId?: string
  wechatMs?: number
  iotMs?: number
}

/** What tells who the user is: a one-time code, or the cloud platform's word. */
export type LoginProof = { code: string; codeType?: CodeType } | { code?: undefined; user: PlatformUser }

/** A login as the caller asked for it, with the id that names it everywhere. */
export type LoginAttempt = Omit<LoginRequest, 'requestId' | 'code' | 'codeType'> & {
  requestId: string
} & LoginProof

export type Login = (attempt: LoginAttempt, journal: LoginJournal) => Promise<LoginData>

/** The use case: code → identity → token. Two hops, one after the other; it rejects with a `RelayError`. */
export function createLogin(dependencies: LoginDependencies): Login {
  const { apps, exchangeCode, issueToken, placeholder, clock } = dependencies

  async function timed<T>(hop: () => Promise<T>, note: (milliseconds: number) => void): Promise<T> {
    const start = clock.elapsed()
    try {
      return await hop()
    } finally {
      note(Math.round(clock.elapsed() - start))
    }
  }

  async function identify(app: RegisteredApp, proof: LoginProof, journal: LoginJournal): Promise<Secret> {
    if (proof.code === undefined) return idOfUser(proof.user, app.idKind)
    const { code, codeType = 'login' } = proof
    return timed(
      () => exchangeCode(app, codeType, code),
      (ms) => (journal.wechatMs = ms),
    )
  }

  return async (attempt, journal) => {
    const app = pickApp(apps, attempt)
    journal.appId = app.appId
    const wxOpenId = await identify(app, attempt, journal)
    const issued = await timed(
      () =>
        issueToken(app, {
          wxOpenId,
          nickName: attempt.nickName ?? placeholder.nickName,
          avatar: attempt.avatar ?? placeholder.avatar,
          requestId: attempt.requestId,
        }),
      (ms) => (journal.iotMs = ms),
    )
    return toLoginData(issued, clock.now())
  }
}

function toLoginData(issued: IssuedToken, now: number): LoginData {
  const expiresIn = Math.floor(issued.expireAt - now / 1000)
  if (expiresIn <= 0) {
    throw relayError('IoTExplorer.UnexpectedReply', {
      hint: "The token had ended before it arrived. Compare the relay's clock with the time.",
    })
  }
  const data: LoginData = { Token: issued.token, ExpireAt: issued.expireAt, ExpiresIn: expiresIn }
  if (issued.cancelAccountTime !== undefined) data.CancelAccountTime = issued.cancelAccountTime
  return data
}
