import { RelayError } from '../../errors'
import { readEnvelope } from './app-get-token'

const Data = { Token: 't', ExpireAt: 1 }

function failure(reply: unknown): RelayError {
  try {
    readEnvelope(typeof reply === 'string' ? reply : JSON.stringify(reply))
  } catch (error) {
    if (error instanceof RelayError) return error
  }
  throw new Error('it was read as a success')
}

describe('a success', () => {
  it('is read from {code, msg, data}', () => {
    expect(readEnvelope(JSON.stringify({ code: 0, msg: '', data: { Data, RequestId: 'r' } }))).toEqual(Data)
  })

  it('is read from {Response}', () => {
    expect(readEnvelope(JSON.stringify({ Response: { Data, RequestId: 'r' } }))).toEqual(Data)
  })
})

describe('a failure', () => {
  const Error = { Code: 'InvalidParameterValue.NickNameLengthInvalid', Message: 'token=abc' }

  test.each([
    ['{code: -1000}', { code: -1000, msg: 'x', data: { Error } }],
    ['{code: 0} with an Error', { code: 0, msg: '', data: { Error } }],
    ['{code: 0} with an Error beside Data', { code: 0, msg: '', data: { Data, Error } }],
    ['{Response}', { Response: { Error, RequestId: '' } }],
  ])('is read from %s', (_name, reply) => {
    expect(failure(reply)).toMatchObject({ code: Error.Code, row: { status: 400 } })
  })

  it('is taken out of an InternalError that wraps it', () => {
    const wrapped = { Code: 'InternalError', Message: 'InvalidParameterValue.UserLoginFailed|text' }
    expect(failure({ code: -1000, data: { Error: wrapped } })).toMatchObject({
      code: 'InvalidParameterValue.UserLoginFailed',
      row: { status: 403 },
    })
  })

  test.each(['text', 'no code|text', '|', 'Relay.NotFound|text', ''])(
    'stays InternalError with Message %p',
    (Message) => {
      expect(failure({ code: -1000, data: { Error: { Code: 'InternalError', Message } } }).code).toBe(
        'InternalError',
      )
    },
  )

  it("never carries the platform's message", () => {
    const error = failure({ code: -1000, data: { Error } })
    expect(JSON.stringify([error.message, error.row, error.note])).not.toContain('token=abc')
  })

  it('hints at the secret when the message speaks of the signature', () => {
    const refused = { Code: 'InvalidParameterValue', Message: 'Signature 无效' }
    const error = failure({ code: -1000, data: { Error: refused } })
    expect(error.row.status).toBe(500)
    expect(error.note.hint).toMatch(/AppSecret/)
  })

  it.each<[string, number, RegExp | undefined]>([
    ['InternalError.InternalServerExceptionDB', 502, undefined],
    ['FailedOperation.Timeout', 502, undefined],
    ['InvalidParameterValue.InternalRPCError', 502, undefined],
    ['FailedOperation.Strange', 500, undefined],
    ['AuthFailure', 500, /IOT_APP_SECRET/],
    ['AuthFailure.SignatureFailure', 500, /IOT_APP_SECRET/],
    ['InvalidParameterValue.AppNotExists', 500, /AppKey/],
    ['InvalidParameterValue.NeverHeardOf', 500, undefined],
    ['UnauthorizedOperation.UserLicenseExceedLimit', 500, /licences/],
    ['UnauthorizedOperation.NeverHeardOf', 500, /link it/],
    ['UnsupportedOperation.InstanceIsolated', 500, /expired/],
    ['LimitExceeded.FamilyDeviceExceedLimit', 500, /numbers/],
    ['ResourceNotFound.StudioProductNotExist', 500, undefined],
    ['InternalErrorLike', 502, undefined],
  ])('decides on %s by its segments: %d', (Code, status, hint) => {
    const error = failure({ code: -1000, data: { Error: { Code, Message: 'm' } } })
    expect(error).toMatchObject({ code: Code, row: { status } })
    if (hint === undefined) expect(error.note.hint).toBeUndefined()
    else expect(error.note.hint).toMatch(hint)
  })

  it('takes a code out of any InternalError that wraps it', () => {
    const wrapped = { Code: 'InternalError.Gateway', Message: 'UnsupportedOperation.InstanceIsolated|text' }
    expect(failure({ code: -1000, data: { Error: wrapped } }).code).toBe(
      'UnsupportedOperation.InstanceIsolated',
    )
  })

  it.each(['RequestLimitExceeded', 'RequestLimitExceeded.UinLimitExceeded'])(
    'takes %s for too many calls',
    (Code) => {
      expect(failure({ code: -1000, data: { Error: { Code, Message: '' } } }).code).toBe(
        'IoTExplorer.RateLimited',
      )
    },
  )

  it('passes an unknown code with 502, and an unknown UnauthorizedOperation with 500', () => {
    const unknown = (Code: string) => failure({ code: -1000, data: { Error: { Code, Message: 'm' } } })
    expect(unknown('Brand.NewCode')).toMatchObject({ code: 'Brand.NewCode', row: { status: 502 } })
    expect(unknown('UnauthorizedOperation.APPNoPermissionToStudioProduct')).toMatchObject({
      row: { status: 500 },
    })
  })

  test.each(['constructor', 'toString', '__proto__'])('gives %s no meaning of its own', (Code) => {
    expect(failure({ code: -1000, data: { Error: { Code, Message: '' } } }).row.status).toBe(502)
  })
})

describe('nonsense', () => {
  test.each<[string, unknown]>([
    ['an HTML page', '<html>ok</html>'],
    ['an empty text', ''],
    ['null', 'null'],
    ['an array', '[]'],
    ['an empty object', {}],
    ['code 0 without data', { code: 0, msg: '' }],
    ['code 0 without Data', { code: 0, data: {} }],
    ['Data that is text', { code: 0, data: { Data: 'OK' } }],
    ['Data without code', { data: { Data } }],
    ['Data with another code', { code: -1000, data: { Data } }],
    ['an Error that is text', { code: -1000, data: { Error: 'no' } }],
    ['an Error without Code', { code: -1000, data: { Error: { Message: 'x' } } }],
    ['a Code with blanks', { code: -1000, data: { Error: { Code: 'a b' } } }],
    ['a Code without end', { code: -1000, data: { Error: { Code: 'A'.repeat(101) } } }],
    ['a Code of ours', { code: -1000, data: { Error: { Code: 'Relay.NotFound' } } }],
    ['Response without content', { Response: {} }],
  ])('is an unexpected reply: %s', (_name, reply) => {
    expect(failure(reply)).toMatchObject({ code: 'IoTExplorer.UnexpectedReply', row: { status: 502 } })
  })
})
