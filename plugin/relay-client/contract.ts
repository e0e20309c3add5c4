/**
 * The replies of any relay, ours or another. The component owns this file, because hosts may bring a relay
 * of their own; the one in `relay/` is the reference.
 *
 * The reply is the envelope that Tencent documents for the application API, so that their pages explain
 * ours: https://cloud.tencent.com/document/product/1081/40773
 */

/** The path that a login is posted to, below the relay's base URL. */
export const LOGIN_PATH = '/login'

/** The path that the deletion of an account is posted to, before IoT Explorer is asked for it. */
export const ACCOUNT_DELETION_PATH = '/account-deletion'

/** The path that a picture is uploaded to. */
export const AVATAR_PATH = '/avatar'

/** The path that a login to Tencent's plugin tx-iot-sdk is signed at; a type, since a login has no use for it. */
export type TxIotSdkSignaturePath = '/tx-iot-sdk/signature'

/** Which call gave the code, and with it which exchange the relay has to use. It is never guessed. */
export type CodeType = 'login' | 'pluginLogin'

/** The body of `POST {relayUrl}/login`. It never holds an OpenID: who the user is, WeChat tells the relay. */
export interface LoginRequest {
  /**
   * From `wx.login` or `wx.pluginLogin`: good for five minutes and for one exchange. 1 to 128 characters. Required,
   * except where the relay runs on WeChat's own cloud and is told there who the user is.
   */
  code?: string
  /** Default: `login`. */
  codeType?: CodeType
  /** The mini program or plugin that the code belongs to. Required when the relay serves several. */
  appId?: string
  /**
   * What the user gave, 1 to 64 characters without control characters. The relay fills in a placeholder when it is
   * absent.
   */
  nickName?: string
  /** An http or https URL of the user's picture, up to 1024 characters. As `nickName` when absent. */
  avatar?: string
  /** That a token which the relay has kept for this user will not do: IoT Explorer is asked for a new one. */
  renew?: boolean
  /**
   * The user was asked, and wants to keep the account. Without it a login is refused with `Relay.DeletionPending` while
   * the account waits for its deletion, since any login cancels that at IoT Explorer.
   */
  cancelDeletion?: boolean
  /**
   * What the user has agreed to, up to 10 documents: a name of 1 to 100 characters, a version of up to 64. The relay may
   * keep a note of it; whether the user may log in is decided on the phone.
   */
  consent?: { name: string; version?: string }[]
  /** Names this login in every log it touches, 1 to 64 characters. The relay makes a UUID when it is absent. */
  requestId?: string
}

/**
 * The body of `POST {relayUrl}/account-deletion`, with a fresh code: who wants to be deleted, WeChat tells the relay. It
 * keeps a mark for at least eight days, one more than IoT Explorer takes, and refuses logins meanwhile. It replies with
 * {@link AccountDeletionData} once the mark is stored, else with an error, and then nothing is deleted.
 */
export type AccountDeletionRequest = Pick<LoginRequest, 'code' | 'codeType' | 'appId' | 'requestId'>

/** What a mark carries. */
export interface AccountDeletionData {
  /** When the account will be deleted, Unix seconds, as far as IoT Explorer is known to take. */
  DeleteAt: number
}

/**
 * The form fields of `POST {relayUrl}/avatar`, `multipart/form-data` as `wx.uploadFile` sends it; the picture is its one
 * file, in the part {@link AVATAR_PART}. The code is a fresh one: whose picture it is, WeChat tells the relay, which then
 * writes picture and name into the user's account (AppUpdateUser). It replies with {@link AvatarData}.
 */
export interface AvatarRequest extends Pick<LoginRequest, 'code' | 'codeType' | 'appId' | 'requestId'> {
  /** Written into the account together with the picture. Default: the name stays as it is. */
  nickName?: string
}

/** The name of the part that holds the picture: JPEG, PNG, WebP or GIF, 2 MB by default. */
export const AVATAR_PART = 'file'

/** What an upload carries. */
export interface AvatarData {
  /** The https address of the picture: square, at most 512 px, good until the user takes it back. */
  AvatarUrl: string
}

/**
 * The body of `POST {relayUrl}/tx-iot-sdk/signature`, with a fresh code: whose login is signed, WeChat tells the relay. It
 * replies with {@link TxIotSdkSignatureData}. A relay whose hosts do not use that plugin has no such path.
 */
export type TxIotSdkSignatureRequest = AccountDeletionRequest

/**
 * What `TXIoTEngine.login` takes: AppKey, user and signature. It is signed over the first five, the UserId under the name
 * `OpenID`: https://cloud.tencent.com/document/product/1081/138470
 */
export interface TxIotSdkSignatureData {
  AppKey: string
  /** 1 to 32 letters, digits and underscores, the same for a user for ever. */
  UserId: string
  RequestId: string
  /** Unix seconds. */
  Timestamp: number
  /** 1 to 2^31 - 1. */
  Nonce: number
  /** HMAC-SHA1 with the AppSecret, in base64. */
  Signature: string
}

/** What no login fails with: an OpenID that is to be the UserId, and holds what none may. */
export type TxIotSdkErrorCode = 'Relay.UserIdUnusable'

/** What a successful login carries. */
export interface LoginData {
  /** The AccessToken. Opaque: neither its length nor its alphabet is promised. */
  Token: string
  /** When it ends, Unix seconds by the platform's clock. */
  ExpireAt: number
  /** Seconds left by the relay's clock when it answered. Count with this one: phones' clocks are wrong. */
  ExpiresIn: number
  /** Present when this login has cancelled a pending account deletion. Passed through as the platform sent it. */
  CancelAccountTime?: number | string
  /**
   * What the account of a user who gave nothing is opened with. By it a client tells a name and a picture of the user's own
   * from none; absent, it goes by WeChat's own placeholder.
   */
  Placeholder?: { NickName: string; Avatar: string }
}

export interface LoginSuccess {
  Response: { Data: LoginData; RequestId: string }
}

export interface LoginFailure {
  Response: {
    /** `DeleteAt`, Unix seconds, comes with `Relay.DeletionPending`. */
    Error: { Code: string; Message: string; DeleteAt?: number }
    RequestId: string
  }
}

export type LoginReply = LoginSuccess | LoginFailure

/**
 * The codes of the reference relay. Another relay may answer others; clients treat those by HTTP status.
 *
 * Only the status says whether asking again can help: 401 (a fresh code), 429, 502, 503 and 504 can;
 * 400, 403, 404, 413, 415 and 500 (the relay is misconfigured) cannot.
 */
export type RelayErrorCode =
  // The request, as the relay read it.
  | 'Relay.InvalidJSON'
  | 'Relay.InvalidParameter'
  | 'Relay.UnknownApp'
  | 'Relay.HostNotVerified'
  | 'Relay.NotFound'
  | 'Relay.BodyTooLarge'
  | 'Relay.UnsupportedMediaType'
  | 'Relay.DeletionPending'
  | 'Relay.DeletionNotStored'
  | 'Relay.AvatarMissing'
  | 'Relay.AvatarTooLarge'
  | 'Relay.AvatarUnsupported'
  | 'Relay.AvatarUnreadable'
  | 'Relay.AvatarNotStored'
  | 'Relay.RateLimited'
  | 'Relay.Busy'
  | 'Relay.InternalError'
  // WeChat's errcodes, by meaning.
  | 'WeChat.CodeInvalid'
  | 'WeChat.CodeUsed'
  | 'WeChat.WrongCodeType'
  | 'WeChat.UserBlocked'
  | 'WeChat.UnionIdMissing'
  | 'WeChat.RateLimited'
  | 'WeChat.QuotaExceeded'
  | 'WeChat.Busy'
  | 'WeChat.Unavailable'
  | 'WeChat.CredentialsRejected'
  | 'WeChat.UnexpectedReply'
  | 'WeChat.Unreachable'
  | 'WeChat.Timeout'
  // IoT Explorer's codes, unchanged.
  | 'InternalError'
  | 'ErrorRequiredParamNotFound'
  | 'InvalidAction'
  | 'InvalidParameterValue'
  | 'InvalidParameterValue.InvalidJSON'
  | 'InvalidParameterValue.NickNameLengthInvalid'
  | 'InvalidParameterValue.ErrorUserNotExists'
  | 'InvalidParameterValue.UserLoginFailed'
  | 'InvalidParameterValue.UserLoginForbidden'
  | 'UnauthorizedOperation'
  // IoT Explorer, when it said nothing that can be passed on.
  | 'IoTExplorer.RateLimited'
  | 'IoTExplorer.Unavailable'
  | 'IoTExplorer.UnexpectedReply'
  | 'IoTExplorer.Unreachable'
  | 'IoTExplorer.Timeout'
