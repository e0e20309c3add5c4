import type { LoginData, LoginRequest, CodeType } from '../../../plugin/relay-client/contract'
import type { Clock } from '../clock'
import { relayError } from '../errors'
import type { Admission } from './admission'
import type { RateLimits } from './rate-limits'
import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import { deadlineIn, type Deadline } from './deadline'
import type { OncePerCode, Repeat } from './once-per-code'
import type { OneCallPerUser, SharedCall } from './one-call-per-user'
import { pickApp, type Apps } from './pick-app'
import { idOfUser, type PlatformUser } from './platform-user'
import type { ExchangeCode, IssuedToken, IssueToken } from './ports'

export interface LoginDependencies {
  apps: Apps
  exchangeCode: ExchangeCode
  issueToken: IssueToken
  oncePerCode: OncePerCode
  oneCallPerUser: OneCallPerUser
  admission: Admission
  limits: Pick<RateLimits, 'ofApp' | 'ofUser'>
  /** Sent when the caller gives none: AppGetTokenByWeiXin requires both. */
  placeholder: { nickName: string; avatar: string }
  clock: Clock
  /** From the question to the answer, waiting included, milliseconds. */
  timeoutMs: number
}

/** How far a login came and what its hops took, filled in on the way, so that a failed one tells it too. */
export interface LoginJournal {
  appId?: string
  wechatMs?: number
  iotMs?: number
  /** How it was answered without a call of its own, where it was. */
  shared?: Repeat | SharedCall
}

/** What tells who the user is: a one-time code, or the cloud platform's word. */
export type LoginProof = { code: string; codeType?: CodeType } | { code?: undefined; user: PlatformUser }

/** A login as the caller asked for it, with the id that names it everywhere. */
export type LoginAttempt = Omit<LoginRequest, 'requestId' | 'code' | 'codeType'> & {
  requestId: string
} & LoginProof

export type Login = (attempt: LoginAttempt, journal: LoginJournal) => Promise<LoginData>

/** A login that has been let in, on its way. */
interface Passage {
  app: RegisteredApp
  attempt: LoginAttempt
  journal: LoginJournal
  deadline: Deadline
}

/** The use case: code → identity → token. Two hops, one after the other; it rejects with a `RelayError`. */
export function createLogin(dependencies: LoginDependencies): Login {
  const { apps, exchangeCode, issueToken, placeholder, clock, limits } = dependencies

  async function timed<T>(hop: () => Promise<T>, note: (milliseconds: number) => void): Promise<T> {
    const start = clock.elapsed()
    try {
      return await hop()
    } finally {
      note(Math.round(clock.elapsed() - start))
    }
  }

  function logIn(passage: Passage): Promise<IssuedToken> {
    const { app, attempt, journal, deadline } = passage
    if (attempt.code === undefined) return tokenFor(passage, idOfUser(attempt.user, app.idKind))
    const { code, codeType = 'login', requestId } = attempt
    return dependencies.oncePerCode(
      { app, codeType, code, requestId, deadline },
      (how) => (journal.shared = how),
      async ({ known, remember }) => {
        if (known !== undefined) return tokenFor(passage, known)
        const wxOpenId = await timed(
          () => exchangeCode(app, codeType, code, deadline),
          (ms) => (journal.wechatMs = ms),
        )
        await remember(wxOpenId)
        return tokenFor(passage, wxOpenId)
      },
    )
  }

  async function tokenFor(passage: Passage, wxOpenId: Secret): Promise<IssuedToken> {
    const { app, attempt, journal, deadline } = passage
    const { nickName = placeholder.nickName, avatar = placeholder.avatar, requestId } = attempt
    await limits.ofUser(app, wxOpenId)
    return dependencies.oneCallPerUser(
      { app, wxOpenId, renew: attempt.renew === true, deadline },
      (how) => (journal.shared ??= how),
      () =>
        timed(
          () => issueToken(app, { wxOpenId, nickName, avatar, requestId, deadline }),
          (ms) => (journal.iotMs = ms),
        ),
    )
  }

  return async (attempt, journal) => {
    const deadline = deadlineIn(clock, dependencies.timeoutMs)
    const app = pickApp(apps, attempt)
    journal.appId = app.appId
    await limits.ofApp(app)
    const issued = await dependencies.admission.enter(deadline, () =>
      logIn({ app, attempt, journal, deadline }),
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
