import { errorTable, RelayError, relayError, type ErrorRow, type OperatorNote } from '../../errors'

/** How the platform's codes look; ours have a first part of their own and are never taken from upstream. */
const PLATFORM_CODE = /^(?!(?:Relay|WeChat|IoTExplorer)\.)[A-Za-z]+(?:\.[A-Za-z]+)*$/
const LONGEST_CODE = 100

interface CodeRow {
  row: ErrorRow
  /** What to look at. Only where it is known to be that. */
  hint?: string
  /** The platform failed by its own word and is done with the request, so it may be sent again. */
  isFailure?: true
}

const { UnauthorizedOperation, InvalidParameterValue, InternalError } = errorTable
const refused = (what: string): ErrorRow => ({
  status: 500,
  message: `${what} The relay's operator finds the cause in its log.`,
})
const failed: CodeRow = { row: InternalError, isFailure: true }
/** A call inside the platform timed out, and may still be under way: the caller may ask again, the relay does not. */
const timedOut: CodeRow = { row: InternalError }
const unknownApp: CodeRow = {
  row: InvalidParameterValue,
  hint: 'IoT Explorer does not know the App behind this AppKey, or it may not be used: check IOT_APP_KEY in the console.',
}
const unlinked: CodeRow = {
  row: UnauthorizedOperation,
  hint: 'The application is not linked to the product: link it in the IoT Explorer console.',
}

/**
 * Codes are a hierarchy: the row of the longest listed beginning, by whole segments, counts. Families and most codes
 * are those of Tencent's own list, of which the application API sends some.
 * https://github.com/TencentCloud/tencentcloud-sdk-go/blob/master/tencentcloud/iotexplorer/v20190423/errors.go
 */
const codeTable: Readonly<Record<string, CodeRow>> = {
  InternalError: failed,
  'InternalError.Timeout': timedOut,
  'InternalError.InternalRPCError': timedOut,
  'InvalidParameterValue.InternalRPCError': timedOut,
  'InvalidParameterValue.TokenInfoSaveError': timedOut,
  FailedOperation: { row: refused('IoT Explorer could not do it.') },
  'FailedOperation.Timeout': timedOut,
  AuthFailure: {
    row: refused("IoT Explorer rejects the relay's credentials."),
    hint: 'The signature or the credentials were refused: check IOT_APP_KEY and IOT_APP_SECRET, then the clock.',
  },
  ErrorRequiredParamNotFound: { row: errorTable.ErrorRequiredParamNotFound },
  InvalidAction: { row: errorTable.InvalidAction },
  InvalidParameter: { row: InvalidParameterValue },
  InvalidParameterValue: { row: InvalidParameterValue },
  'InvalidParameterValue.AppNotExists': unknownApp,
  'InvalidParameterValue.AppNoPermission': unknownApp,
  'InvalidParameterValue.InvalidAccessToken': {
    row: { status: 502, message: 'IoT Explorer refused the token that it had just issued. Try again.' },
  },
  'InvalidParameterValue.InvalidJSON': { row: errorTable['InvalidParameterValue.InvalidJSON'] },
  'InvalidParameterValue.NickNameLengthInvalid': {
    row: errorTable['InvalidParameterValue.NickNameLengthInvalid'],
  },
  'InvalidParameterValue.ErrorUserNotExists': { row: errorTable['InvalidParameterValue.ErrorUserNotExists'] },
  'InvalidParameterValue.UserLoginFailed': { row: errorTable['InvalidParameterValue.UserLoginFailed'] },
  'InvalidParameterValue.UserLoginForbidden': { row: errorTable['InvalidParameterValue.UserLoginForbidden'] },
  UnauthorizedOperation: unlinked,
  'UnauthorizedOperation.NoPermissionToInstance': {
    row: UnauthorizedOperation,
    hint: 'The application may not use this instance: check its project in the IoT Explorer console.',
  },
  'UnauthorizedOperation.UserLicenseExceedLimit': {
    row: UnauthorizedOperation,
    hint: 'No licences are left in this IoT Explorer account: buy more.',
  },
  UnsupportedOperation: { row: refused('IoT Explorer does not serve this application at the moment.') },
  'UnsupportedOperation.InstanceIsolated': {
    row: refused('The IoT Explorer instance is not served.'),
    hint: 'The IoT Explorer instance has expired: renew it.',
  },
  'UnsupportedOperation.UnpaidOrder': {
    row: refused('The IoT Explorer account is not served.'),
    hint: 'An order of this IoT Explorer account is unpaid: pay it.',
  },
  ResourceNotFound: { row: refused('IoT Explorer misses a resource.') },
  ResourceInsufficient: { row: refused('IoT Explorer lacks a resource.') },
  LimitExceeded: {
    row: refused('A limit of the IoT Explorer account is reached.'),
    hint: 'A limit of numbers (users, applications, products), not of frequency: look at the account.',
  },
  RequestLimitExceeded: { row: errorTable['IoTExplorer.RateLimited'] },
}

const unlisted: CodeRow = {
  row: { status: 502, message: 'IoT Explorer refused with a code that the relay does not know.' },
}

function codeRowOf(code: string): CodeRow {
  for (let name = code; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    if (Object.hasOwn(codeTable, name)) return codeTable[name] ?? unlisted
  }
  return unlisted
}

/**
 * The failure that an `Error` of the platform stands for. Codes pass unchanged, with our words, as long as they look
 * like a code at all; only too many calls get a code of ours.
 *
 * `InternalError` may wrap another code as `Code|text` in its Message:
 * https://cloud.tencent.com/document/product/1081/40786
 */
export function platformError(code: unknown, message: unknown): RelayError {
  const text = typeof message === 'string' ? message : ''
  const inner = isPlatformCode(code) && firstSegment(code) === 'InternalError' ? text.split('|', 2) : []
  const effective = inner.length === 2 && isPlatformCode(inner[0]) ? inner[0] : code
  if (!isPlatformCode(effective)) {
    return relayError('IoTExplorer.UnexpectedReply', {
      hint: 'The Error had no readable Code: check what IOT_API_URL leads through.',
    })
  }
  const { row, hint } = codeRowOf(effective)
  const told = effective === 'InvalidParameterValue' ? hintFor(text) : hint
  const note: OperatorNote = { upstreamCode: effective, ...(told === undefined ? {} : { hint: told }) }
  // The frequency code of Tencent Cloud's APIs, of an account: https://cloud.tencent.com/document/product/1278/109059
  if (firstSegment(effective) === 'RequestLimitExceeded') return relayError('IoTExplorer.RateLimited', note)
  return new RelayError(effective, row, note)
}

/** Whether the platform failed by its own code, and is done with the request. */
export const isFailureOfPlatform = ({ note }: RelayError): boolean =>
  note.upstreamCode !== undefined && codeRowOf(note.upstreamCode).isFailure === true

const firstSegment = (code: string): string => code.split('.', 1)[0] ?? ''

const isPlatformCode = (code: unknown): code is string =>
  typeof code === 'string' && code.length <= LONGEST_CODE && PLATFORM_CODE.test(code)

/** A bad signature and an unknown AppKey have no code of their own; only the message tells. Nothing depends on a hint. */
function hintFor(text: string): string {
  if (/signature/i.test(text)) {
    return 'The signature was refused: check IOT_APP_KEY and IOT_APP_SECRET, the AppKey and AppSecret of this app, then the clock.'
  }
  if (/app_?key/i.test(text)) {
    return 'IoT Explorer does not know the AppKey (IOT_APP_KEY): copy it again from the console, and see that it is not the AppSecret.'
  }
  return 'A value was refused: check IOT_APP_KEY and IOT_APP_SECRET, and the limits on nickname and avatar.'
}
