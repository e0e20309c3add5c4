import type { RelayErrorCode, TxIotSdkErrorCode } from '../../plugin/relay-client/contract'

/** Every code that this relay answers of itself. */
type Code = RelayErrorCode | TxIotSdkErrorCode

export type ErrorStatus = 400 | 401 | 403 | 404 | 413 | 415 | 429 | 500 | 502 | 503 | 504

/** What an error code means to the caller. */
export interface ErrorRow {
  status: ErrorStatus
  /** Our own words, safe to show: upstream messages are never passed on. */
  message: string
  /** Sent as `Retry-After`. Every 429 and 503 has one. */
  retryAfterSeconds?: number
}

/** For the operator of the relay; written to the log, never sent. Holds nothing about a person and no secret. */
export interface OperatorNote {
  /** WeChat's errcode or IoT Explorer's Code, as it came. */
  upstreamCode?: string
  /** The system's or the HTTP client's error code, such as `ECONNREFUSED`. */
  fault?: string
  /** How far the call came: `unsent` when no connection stood, `sent` when no byte of a reply came. Not logged. */
  phase?: 'unsent' | 'sent' | 'answering'
  /** Whether the connection had carried a reply before. Not logged. */
  wasKept?: boolean
  /** What kind of failure of the connection that is: `dns`, `connect`, `tls`, `closed` or `other`. */
  faultKind?: string
  /** What to look at. */
  hint?: string
}

const RETRYABLE: ReadonlySet<number> = new Set([401, 429, 502, 503, 504])

/** Whether asking again can help; with 401 it takes a fresh code. The contract ties this to the status only. */
export const isRetryable = (status: number): boolean => RETRYABLE.has(status)

const misconfigured = (what: string): ErrorRow => ({
  status: 500,
  message: `${what} The relay's operator finds the cause in its log.`,
})

/** One row a code. A code that is added to the contract does not compile until it has its row. */
export const errorTable: Readonly<Record<Code, ErrorRow>> = {
  'Relay.InvalidJSON': { status: 400, message: 'The body is not valid JSON.' },
  'Relay.InvalidParameter': { status: 400, message: 'A field of the request is not valid.' },
  'Relay.UnknownApp': { status: 403, message: 'appId: this relay does not serve that app.' },
  'Relay.HostNotVerified': {
    status: 403,
    message: 'This plugin takes no logins from here.',
  },
  'Relay.NotFound': {
    status: 404,
    message: 'Nothing here. There is POST /login; GET /openapi.json describes it.',
  },
  'Relay.BodyTooLarge': { status: 413, message: 'The body is too large.' },
  'Relay.UnsupportedMediaType': { status: 415, message: 'Content-Type must be application/json.' },
  'Relay.DeletionPending': {
    status: 403,
    message:
      'This account waits for its deletion. Ask the user; if they want to keep it, log in with cancelDeletion: true.',
  },
  'Relay.DeletionNotStored': {
    status: 503,
    message: 'The deletion could not be noted, so nothing is deleted. Try again a little later.',
    retryAfterSeconds: 5,
  },
  'Relay.AvatarMissing': {
    status: 400,
    message: 'Send multipart/form-data with one picture, in the part file, after the form fields.',
  },
  'Relay.AvatarTooLarge': { status: 413, message: 'The picture has too many bytes or pixels.' },
  'Relay.AvatarUnsupported': { status: 415, message: 'The picture must be a JPEG, PNG, WebP or GIF.' },
  'Relay.AvatarUnreadable': { status: 400, message: 'The picture is damaged.' },
  'Relay.AvatarNotStored': {
    status: 503,
    message: 'The picture could not be stored. Try again a little later.',
    retryAfterSeconds: 5,
  },
  'Relay.UserIdUnusable': {
    status: 403,
    message: 'The id of this user cannot be a UserId of tx-iot-sdk.',
  },
  'Relay.RateLimited': { status: 429, message: 'Too many logins. Wait a little.', retryAfterSeconds: 60 },
  'Relay.Busy': { status: 503, message: 'The relay takes no logins at the moment.', retryAfterSeconds: 1 },
  'Relay.InternalError': misconfigured('The relay failed.'),

  'WeChat.CodeInvalid': { status: 401, message: 'WeChat does not accept the code. Get a new one.' },
  'WeChat.CodeUsed': { status: 401, message: 'The code was used before. Get a new one.' },
  'WeChat.WrongCodeType': {
    status: 400,
    message: 'The code is of another kind or app than codeType and appId say.',
  },
  'WeChat.UserBlocked': { status: 403, message: 'WeChat blocks this user as high-risk.' },
  'WeChat.UnionIdMissing': misconfigured('WeChat sent no UnionID for this user.'),
  'WeChat.RateLimited': {
    status: 429,
    message: 'WeChat limits logins by the minute. Wait a little.',
    retryAfterSeconds: 60,
  },
  'WeChat.QuotaExceeded': {
    status: 503,
    message: "WeChat's daily quota is used up.",
    retryAfterSeconds: 3600,
  },
  'WeChat.Busy': { status: 503, message: 'WeChat is busy. Try again.', retryAfterSeconds: 2 },
  'WeChat.Unavailable': {
    status: 503,
    message: 'WeChat fails at the moment. Try again a little later.',
    retryAfterSeconds: 5,
  },
  'WeChat.CredentialsRejected': misconfigured("WeChat rejects the relay's credentials."),
  'WeChat.UnexpectedReply': { status: 502, message: 'WeChat gave an answer that makes no sense. Try again.' },
  'WeChat.Unreachable': { status: 502, message: 'WeChat cannot be reached. Try again.' },
  'WeChat.Timeout': { status: 504, message: 'WeChat did not answer in time. Try again.' },

  InternalError: { status: 502, message: 'IoT Explorer failed. Try again.' },
  ErrorRequiredParamNotFound: misconfigured('IoT Explorer misses a parameter.'),
  InvalidAction: misconfigured('IoT Explorer does not know the action.'),
  InvalidParameterValue: misconfigured('IoT Explorer refuses a parameter or the signature.'),
  'InvalidParameterValue.InvalidJSON': misconfigured("IoT Explorer could not read the relay's request."),
  'InvalidParameterValue.NickNameLengthInvalid': {
    status: 400,
    message: 'nickName: IoT Explorer does not accept its length.',
  },
  'InvalidParameterValue.ErrorUserNotExists': { status: 403, message: 'IoT Explorer has no such account.' },
  'InvalidParameterValue.UserLoginFailed': { status: 403, message: 'IoT Explorer refused the login.' },
  'InvalidParameterValue.UserLoginForbidden': { status: 403, message: 'IoT Explorer has blocked this user.' },
  UnauthorizedOperation: misconfigured('IoT Explorer does not authorise this application.'),

  'IoTExplorer.RateLimited': {
    status: 429,
    message: 'IoT Explorer limits its calls. Wait a little.',
    retryAfterSeconds: 60,
  },
  'IoTExplorer.Unavailable': {
    status: 503,
    message: 'IoT Explorer fails at the moment. Try again a little later.',
    retryAfterSeconds: 5,
  },
  'IoTExplorer.UnexpectedReply': {
    status: 502,
    message: 'IoT Explorer gave an answer that makes no sense. Try again.',
  },
  'IoTExplorer.Unreachable': { status: 502, message: 'IoT Explorer cannot be reached. Try again.' },
  'IoTExplorer.Timeout': { status: 504, message: 'IoT Explorer did not answer in time. Try again.' },
}

/** Why a login failed: what the caller is told, and a note for the operator. */
export class RelayError extends Error {
  override readonly name = 'RelayError'

  constructor(
    readonly code: string,
    readonly row: ErrorRow,
    readonly note: OperatorNote = {},
    /** When the account will be deleted, Unix seconds; told to the caller. */
    readonly deleteAt?: number,
  ) {
    super(row.message)
  }
}

/**
 * A failure by its code in the table. `message` takes the place of the table's words, to name a field;
 * `retryAfterSeconds` that of the table's guess, where it is known.
 */
export function relayError(
  code: Code,
  details: OperatorNote & { message?: string; retryAfterSeconds?: number; deleteAt?: number } = {},
): RelayError {
  const { message, retryAfterSeconds, deleteAt, ...note } = details
  const row: ErrorRow = {
    ...errorTable[code],
    ...(message === undefined ? {} : { message }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
  return new RelayError(code, row, note, deleteAt)
}

/** Whether IoT Explorer refused an AccessToken, so that another one may do. */
export const isRefusedToken = (error: unknown): boolean =>
  error instanceof RelayError && error.code === 'InvalidParameterValue.InvalidAccessToken'
