import { registeredApp } from '../../../../test/stand-ins/registered-app'
import { relayError, type OperatorNote } from '../../errors'
import { Secret } from '../../secret'
import { appGetToken, buildAppGetToken, readAppGetToken } from './app-get-token'
import { signParameters } from './sign'

const app = registeredApp({
  iotAppKey: 'ExampleAppKey0001',
  iotAppSecret: new Secret('ExampleAppSecret0001'),
})
const request = {
  wxOpenId: new Secret('oExample_OpenID-0001'),
  nickName: 'nick',
  avatar: 'https://example.com/a.png',
  requestId: 'rest-client',
  deadline: { remainingMs: () => 1000 },
}
const NOW = 1_700_000_000_000
const reply = (Data: unknown, RequestId?: string): string =>
  JSON.stringify({ code: 0, msg: '', data: { Data, RequestId } })
const read = (text: string) => readAppGetToken(text, 'rest-client', NOW)

describe('the request', () => {
  it('is the one of vector X1', () => {
    const body = buildAppGetToken(app, request, { timestamp: 1552621825, nonce: 2 })
    expect(body.Signature).toBe('OpnSDiSpjlZgzYlCd/GJq4ydTKQ=')
  })

  it('goes to appapi, and what is sent is what was signed', () => {
    const fresh = () => ({ timestamp: 1552621825, nonce: 2 })
    const { path, body = '' } = appGetToken.build(app, request, app.iotAppSecret, fresh)
    expect(path).toBe('/appapi')
    const { Signature, ...rest } = JSON.parse(body)
    expect(rest).toMatchObject({ Timestamp: 1552621825, Nonce: 2 })
    expect(signParameters(rest, app.iotAppSecret).Signature).toBe(Signature)
  })

  it('is signed again for each try, with a Timestamp and a Nonce of its own', () => {
    let tries = 0
    const fresh = () => ({ timestamp: 1552621825 + (tries += 1), nonce: tries })
    const bodies = [1, 2].map(() =>
      JSON.parse(appGetToken.build(app, request, app.iotAppSecret, fresh).body ?? ''),
    )
    expect(bodies).toMatchObject([
      { Timestamp: 1552621826, Nonce: 1 },
      { Timestamp: 1552621827, Nonce: 2 },
    ])
    expect(bodies[0].Signature).not.toBe(bodies[1].Signature)
  })

  it('names its parameters in the order that they are signed in, so that none is sorted', () => {
    const names = Object.keys(buildAppGetToken(app, request, { timestamp: 1, nonce: 2 }))
    expect(names.slice(0, -1)).toEqual(names.slice(0, -1).sort())
    expect(names.at(-1)).toBe('Signature')
  })
})

describe('another try', () => {
  const mayRetry = (details: OperatorNote) =>
    appGetToken.mayRetry(relayError('IoTExplorer.Unreachable', details), 1)

  it.each<OperatorNote>([
    { fault: 'ECONNREFUSED', phase: 'unsent' },
    { fault: 'ETIMEDOUT', phase: 'unsent' },
    { fault: 'EMFILE', phase: 'unsent' },
    { upstreamCode: 'InternalError' },
    { upstreamCode: 'InternalError.InternalServerExceptionDB' },
    { fault: 'HTTP_500', phase: 'answering' },
  ])('is made after %p: no first call can be under way', (note) => {
    expect(mayRetry(note)).toBe(true)
  })

  it.each<OperatorNote>([
    { fault: 'HTTP_502', phase: 'answering' },
    { fault: 'HTTP_503', phase: 'answering' },
    { fault: 'HTTP_504', phase: 'answering' },
    { fault: 'ECONNRESET', phase: 'sent', faultKind: 'closed' },
    { fault: 'ECONNRESET', phase: 'answering', faultKind: 'closed' },
    { fault: 'DEADLINE', phase: 'sent' },
    { upstreamCode: 'InternalError.Timeout' },
    { upstreamCode: 'FailedOperation.Timeout' },
    { upstreamCode: 'UnsupportedOperation.InstanceIsolated' },
    { fault: 'CERT_HAS_EXPIRED', phase: 'unsent', faultKind: 'tls' },
  ])('is not made after %p', (note) => {
    expect(mayRetry(note)).toBe(false)
  })
})

describe('the reply', () => {
  it.each([1700000000, '1700000000'])('keeps CancelAccountTime %p as it came', (CancelAccountTime) => {
    const text = reply({ Token: 't', ExpireAt: 5, CancelAccountTime })
    expect(read(text)).toEqual({ token: 't', expireAt: 5, cancelAccountTime: CancelAccountTime })
  })

  it.each<[string, unknown]>([
    ['no Token', { ExpireAt: 5 }],
    ['an empty Token', { Token: '', ExpireAt: 5 }],
    ['a Token that is a number', { Token: 7, ExpireAt: 5 }],
    ['no ExpireAt', { Token: 't' }],
    ['ExpireAt as text', { Token: 't', ExpireAt: '5' }],
    ['ExpireAt with a fraction', { Token: 't', ExpireAt: 5.5 }],
    ['ExpireAt 0', { Token: 't', ExpireAt: 0 }],
    ['ExpireAt in milliseconds', { Token: 't', ExpireAt: NOW + 3_600_000 }],
    ['ExpireAt in more than ten years', { Token: 't', ExpireAt: NOW / 1000 + 11 * 366 * 86_400 }],
  ])('is refused with %s', (_name, Data) => {
    expect(() => read(reply(Data))).toThrow(
      expect.objectContaining({ code: 'IoTExplorer.UnexpectedReply' }) as Error,
    )
  })

  it.each([undefined, '', 'rest-client'])('is taken with RequestId %p', (RequestId) => {
    expect(read(reply({ Token: 't', ExpireAt: 5 }, RequestId)).token).toBe('t')
  })

  it('is refused with the RequestId of another request, be it a token or an error', () => {
    const another = reply({ Token: 't', ExpireAt: 5 }, 'of-another')
    const error = JSON.stringify({ code: -1000, data: { Error: { Code: 'X' }, RequestId: 'of-another' } })
    for (const text of [another, error]) {
      expect(() => read(text)).toThrow(
        expect.objectContaining({
          code: 'IoTExplorer.UnexpectedReply',
          note: { hint: expect.stringContaining('RequestId') },
        }),
      )
    }
  })
})
