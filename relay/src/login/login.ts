import type { LoginData, LoginRequest, CodeType } from '../../../plugin/relay-client/contract'
import { deadlineIn, type Clock } from '../clock'
import { relayError } from '../errors'
import type { IdKind, RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import { cancelDeletion, deletionPending } from '../deletion/deletions'
import type { LastingMarks } from '../lasting/lasting-store'
import type { Admission } from './admission'
import type { Awaitable, Shared, Sharing } from './claims'
import type {
  ExchangeCode,
  HostHeaders,
  IssuedToken,
  IssueToken,
  PlatformUser,
  ResetProfile,
  VerifyHost,
} from './ports'
import type { RateLimits } from './rate-limits'

export interface LoginDependencies {
  apps: Apps
  exchangeCode: ExchangeCode
  issueToken: IssueToken
  shared: Shared
  admission: Admission
  limits: Pick<RateLimits, 'ofApp' | 'ofHost' | 'ofUser'>
  /** Default: hosts are not checked. */
  verifyHost?: VerifyHost
  /** Default: no account waits for its deletion. */
  marks?: Pick<LastingMarks, 'markedUntil' | 'unmark'>
  /** For a user who took back name and picture. Default: nothing is done. */
  resetProfile?: ResetProfile
  /** Sent when the caller gives none: AppGetTokenByWeiXin requires both. */
  placeholder: { nickName: string; avatar: string }
  clock: Clock
  /** From the question to the answer, waiting included, milliseconds. */
  timeoutMs: number
}

/** How far a login came and what its hops took, filled in on the way, so that a failed one tells it too. */
export interface LoginJournal {
  appId?: string
  /** The mini program that a plugin's login came from, where that is checked. */
  host?: string
  wechatMs?: number
  iotMs?: number
  /** How it was answered without a call of its own, where it was. */
  shared?: Sharing
  /** Once it has its token; not where a phone that lost its answer gets that again. */
  finished?: FinishedLogin
}

/** The user that a token was obtained for. */
export interface FinishedLogin {
  appId: string
  wxOpenId: Secret
  /** Unix seconds. */
  expireAt: number
  requestId: string
}

/** What tells who the user is: a one-time code, or the cloud platform's word. */
export type LoginProof = { code: string; codeType?: CodeType } | { code?: undefined; user: PlatformUser }

/** A login as the caller asked for it, with the id that names it everywhere. */
export type LoginAttempt = Omit<LoginRequest, 'requestId' | 'code' | 'codeType'> & {
  requestId: string
  hostHeaders?: HostHeaders
} & LoginProof

export type Login = (attempt: LoginAttempt, journal: LoginJournal) => Promise<LoginData>

/** The use case: code → identity → token. Two hops, one after the other; it rejects with a `RelayError`. */
export function createLogin(dependencies: LoginDependencies): Login {
  const { apps, exchangeCode, issueToken, shared, admission, limits, marks, placeholder, clock } =
    dependencies
  const { verifyHost } = dependencies
  /** For a login that has waited for another one: meanwhile a deletion may have been noted, which waited for the same. */
  async function refuseMarked(app: RegisteredApp, wxOpenId: Secret): Promise<void> {
    const until = await marks?.markedUntil('deletion', app, wxOpenId)
    if (until !== undefined) throw deletionPending(until)
  }
  const Placeholder = { NickName: placeholder.nickName, Avatar: placeholder.avatar }

  return async function logIn(attempt, journal) {
    const { requestId, cancelDeletion: cancels = false } = attempt
    // Only IoT Explorer can cancel a deletion, so a token that was kept will not do.
    const renew = cancels || attempt.renew === true
    const { nickName = placeholder.nickName, avatar = placeholder.avatar } = attempt
    const deadline = deadlineIn(clock, dependencies.timeoutMs)
    const app = pickApp(apps, attempt)
    journal.appId = app.appId
    const host = app.hostRules && verifyHost?.(app.hostRules, attempt.hostHeaders)
    if (host !== undefined) journal.host = host
    const place = admission.arrive(deadline)
    const claims = shared.begin({ app, requestId, deadline, waits: place })
    try {
      if (host === undefined) await limits.ofApp(claims, app)
      else await together([limits.ofApp(claims, app), limits.ofHost(claims, app, host)])
      let wxOpenId: Secret | undefined
      if (attempt.code === undefined) wxOpenId = idOfUser(attempt.user, app.idKind)
      else {
        const { codeType = 'login', code } = attempt
        const before = await claims.claimCode(codeType, code)
        note(journal, before)
        if (before.issued !== undefined) return toLoginData(before.issued, clock.now(), Placeholder)
        wxOpenId = before.wxOpenId
        if (wxOpenId === undefined) {
          await place.enter()
          const exchange = exchangeCode(app, codeType, code, deadline)
          wxOpenId = await timed(exchange, clock, (ms) => (journal.wechatMs = ms))
        }
      }

      // None needs the other's answer, so in Redis all five make one round trip.
      const [, , meanwhile, markedUntil, withdrawnUntil] = await together([
        claims.tell(wxOpenId),
        limits.ofUser(claims, app, wxOpenId),
        claims.claimUser(wxOpenId, renew),
        cancels ? undefined : marks?.markedUntil('deletion', app, wxOpenId),
        marks?.markedUntil('withdrawal', app, wxOpenId),
      ])
      note(journal, meanwhile)
      if (markedUntil !== undefined) throw deletionPending(markedUntil)
      let { issued } = meanwhile
      if (issued === undefined) {
        if (meanwhile.hasWaited === true && !cancels) await refuseMarked(app, wxOpenId)
        await place.enter()
        const request = { wxOpenId, nickName, avatar, requestId, deadline }
        issued = await timed(issueToken(app, request), clock, (ms) => (journal.iotMs = ms))
        if (withdrawnUntil !== undefined) {
          await dependencies.resetProfile?.(app, { ...request, token: issued.token })
        }
      }
      if (cancels && marks !== undefined) await cancelDeletion(marks, app, wxOpenId)
      await claims.answer(issued)
      const data = toLoginData(issued, clock.now(), Placeholder)
      journal.finished = { appId: app.appId, wxOpenId, expireAt: issued.expireAt, requestId }
      return data
    } catch (error) {
      claims.fail(error)
      throw error
    } finally {
      place.leave()
      await claims.release()
    }
  }
}

/** As `Promise.all`, and at once where none of them is a promise: in memory, three promises a login for nothing. */
function together<T extends readonly unknown[] | []>(all: T): Awaitable<Everything<T>> {
  return all.some((each) => each instanceof Promise) ? Promise.all(all) : (all as Everything<T>)
}

type Everything<T extends readonly unknown[]> = { -readonly [I in keyof T]: Awaited<T[I]> }

function note(journal: LoginJournal, { how }: { how?: Sharing }): void {
  if (how !== undefined) journal.shared ??= how
}

async function timed<T>(hop: Promise<T>, clock: Clock, tell: (milliseconds: number) => void): Promise<T> {
  const start = clock.elapsed()
  try {
    return await hop
  } finally {
    tell(Math.round(clock.elapsed() - start))
  }
}

function toLoginData(
  issued: IssuedToken,
  now: number,
  Placeholder: Required<LoginData>['Placeholder'],
): LoginData {
  const expiresIn = Math.floor(issued.expireAt - now / 1000)
  if (expiresIn <= 0) {
    throw relayError('IoTExplorer.UnexpectedReply', {
      hint: "The token had ended before it arrived: compare the relay's clock with the time.",
    })
  }
  const data: LoginData = {
    Token: issued.token,
    ExpireAt: issued.expireAt,
    ExpiresIn: expiresIn,
    Placeholder,
  }
  if (issued.cancelAccountTime !== undefined) data.CancelAccountTime = issued.cancelAccountTime
  return data
}

export type Apps = ReadonlyMap<string, RegisteredApp>

/** What of a login says which app it is for. */
export type AppQuestion = { appId?: string } & (
  { code: string; codeType?: CodeType } | { code?: undefined; user: { appId: string } }
)

/**
 * The app that a login is for: the one of the user named by the platform, else the one that the caller
 * names, else the only one; never a guess between several. Throws `Relay.InvalidParameter` or `Relay.UnknownApp`.
 */
export function pickApp(apps: Apps, asked: AppQuestion): RegisteredApp {
  const app = 'user' in asked ? appOfUser(apps, asked.user.appId, asked.appId) : appNamed(apps, asked.appId)
  if (app === undefined) throw relayError('Relay.UnknownApp')
  if ('codeType' in asked && asked.codeType === 'pluginLogin' && app.kind !== 'plugin') {
    throw relayError('Relay.InvalidParameter', {
      message: 'codeType: pluginLogin needs the AppID of a plugin, and this app is a mini program.',
      hint: 'The app is registered as a mini program: set WECHAT_APP_KIND=plugin or "kind": "plugin" if it is a plugin.',
    })
  }
  // Before the code is spent: no UnionID comes with an openpid, and one kind is never taken for the other.
  if ('codeType' in asked && asked.codeType === 'pluginLogin' && app.idKind === 'unionid') {
    throw relayError('WeChat.UnionIdMissing', {
      hint: 'WeChat gives no UnionID for codes of wx.pluginLogin: set WX_ID_KIND=openid or "idKind": "openid" for this plugin.',
    })
  }
  return app
}

const appNamed = (apps: Apps, appId: string | undefined): RegisteredApp | undefined =>
  appId === undefined ? onlyApp(apps) : apps.get(appId)

/** An OpenID is one in its own app only, so a caller cannot take it to another. */
const appOfUser = (apps: Apps, own: string, named: string | undefined): RegisteredApp | undefined =>
  named === undefined || named === own ? apps.get(own) : undefined

function onlyApp(apps: Apps): RegisteredApp | undefined {
  if (apps.size === 1) return apps.values().next().value
  throw relayError('Relay.InvalidParameter', {
    message: 'appId: required, since this relay serves several apps.',
  })
}

/** The id that is sent as WxOpenID. Throws `WeChat.UnionIdMissing`; it never takes one kind for the other. */
export function idOfUser({ openId, unionId }: PlatformUser, idKind: IdKind): Secret {
  if (idKind === 'openid') return openId
  if (unionId !== undefined) return unionId
  throw relayError('WeChat.UnionIdMissing', {
    hint: 'The user has no UnionID: bind the app to an Open Platform account, or set WX_ID_KIND=openid.',
  })
}
