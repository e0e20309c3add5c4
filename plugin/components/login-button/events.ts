import type { LoginError, Stage } from '../../errors'
import type { CodeSource } from '../../identity/identity'
import type { Profile } from '../../identity/profile'
import { errorWords } from '../../locale/index'
import type { Words } from '../../locale/words'
import type { AgreedDocument } from '../../session/consent'
import type { LoginResult } from '../../session/session'
import type { SessionState } from '../../session/state'

/** Detail of `success`: a login of this button succeeded. */
export interface SuccessDetail {
  token: string
  /** Unix seconds. */
  expireAt: number
  /** What the user gave in this login; never WeChat's placeholder. */
  profile?: Profile
  /** Present when this login has cancelled a pending account deletion. */
  cancelAccountTime?: number | string
  /** Who gave the code of this login; absent where the token was at hand. */
  codeSource?: CodeSource
}

/** Detail of `fail`: a login of this button failed, and the button works again. */
export interface FailDetail {
  /** An `ErrorCode`, or one of another relay. */
  code: string
  /** For the user, in their language. */
  message: string
  /** For the developer: what failed, and the cure. It holds no secret. */
  reason: string
  stage: Stage
  /** Whether a second tap can succeed. */
  retryable: boolean
  /** Empty where the login had none yet. */
  requestId: string
  /** Who was asked for the code; empty where the login had not come so far. */
  codeSource: CodeSource | ''
}

/** Detail of `change`: the session moved. */
export interface ChangeDetail {
  state: SessionState
}

/** Detail of `agree`: the user went on with the box ticked. */
export interface AgreeDetail {
  documents: AgreedDocument[]
  /** Unix seconds by this phone. */
  at: number
}

/** Detail of `link`: the name of an agreement without a page was tapped. */
export interface LinkDetail {
  name: string
  url: string
}

export function successDetail({
  Token,
  ExpireAt,
  CancelAccountTime,
  profile,
  codeSource,
}: LoginResult): SuccessDetail {
  return {
    token: Token,
    expireAt: ExpireAt,
    ...(profile === undefined ? {} : { profile }),
    ...(CancelAccountTime === undefined ? {} : { cancelAccountTime: CancelAccountTime }),
    ...(codeSource === undefined ? {} : { codeSource }),
  }
}

export function failDetail(
  { code, message: reason, stage, retryable, requestId = '', codeSource }: LoginError,
  words: Words,
): FailDetail {
  return {
    code,
    message: errorWords(words, code),
    reason,
    stage,
    retryable,
    requestId,
    codeSource: codeSource ?? '',
  }
}
