import { errorTable, RelayError, relayError, type ErrorRow, type OperatorNote } from '../../errors'

/** How the platform's codes look; ours have a first part of their own and are never taken from upstream. */
const PLATFORM_CODE = /^(?!(?:Relay|WeChat|IoTExplorer)\.)[A-Za-z]+(?:\.[A-Za-z]+)*$/
const LONGEST_CODE = 100

const unlisted: ErrorRow = {
  status: 502,
  message: 'IoT Explorer refused with a code that the relay does not know.',
}

/** What to look at, by code. The platform's own message is read for this and goes no further. */
const hints: Readonly<Record<string, string>> = {
  UnauthorizedOperation: 'Link the application to the product in the IoT Explorer console.',
  InvalidParameterValue: 'Check AppKey and AppSecret of this app, and the limits on nickname and avatar.',
}

const SIGNATURE_HINT = 'The signature was refused: check AppKey and AppSecret of this app, then the clock.'

/**
 * The failure that an `Error` of the platform stands for. Known codes keep their row; unknown ones pass with
 * their own code and our words, as long as they look like a code at all.
 *
 * `InternalError` may wrap another code as `Code|text` in its Message:
 * https://cloud.tencent.com/document/product/1081/40786
 */
export function platformError(code: unknown, message: unknown): RelayError {
  const text = typeof message === 'string' ? message : ''
  const inner = code === 'InternalError' ? text.split('|', 2) : []
  const effective = inner.length === 2 && isPlatformCode(inner[0]) ? inner[0] : code
  if (!isPlatformCode(effective)) {
    return relayError('IoTExplorer.UnexpectedReply', { hint: 'The Error had no readable Code.' })
  }
  const note: OperatorNote = { upstreamCode: effective, ...hintFor(effective, text) }
  if (TOO_MANY.test(effective)) return relayError('IoTExplorer.RateLimited', note)
  return new RelayError(effective, rowOf(effective), note)
}

const isPlatformCode = (code: unknown): code is string =>
  typeof code === 'string' && code.length <= LONGEST_CODE && PLATFORM_CODE.test(code)

/**
 * How Tencent Cloud's APIs say that there were too many calls. IoT Explorer's own pages name no such code.
 * https://cloud.tencent.com/document/api/213/30435
 */
const TOO_MANY = /^(RequestLimitExceeded|LimitExceeded)(\.|$)/

function rowOf(code: string): ErrorRow {
  if (Object.hasOwn(errorTable, code)) return errorTable[code as keyof typeof errorTable]
  // All of this family are settings of the console, so asking again cannot help.
  return code.startsWith('UnauthorizedOperation.') ? errorTable.UnauthorizedOperation : unlisted
}

/** A bad signature has no code of its own; only the message tells. A hint, so nothing depends on it. */
function hintFor(code: string, text: string): Pick<OperatorNote, 'hint'> {
  if (code === 'InvalidParameterValue' && /signature/i.test(text)) return { hint: SIGNATURE_HINT }
  const hint =
    hints[code] ?? hints[code.split('.')[0] === 'UnauthorizedOperation' ? 'UnauthorizedOperation' : '']
  return hint === undefined ? {} : { hint }
}
