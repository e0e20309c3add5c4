import { Secret } from '../../secret'
import type { UpstreamRequest } from '../call'
import { buildAppGetToken, createAppGetToken, readAppGetToken } from './app-get-token'
import { signParameters } from './sign'

const app = {
  appId: 'wx1',
  kind: 'miniProgram',
  idKind: 'openid',
  wechatAppSecret: new Secret('w'),
  iotAppKey: 'ExampleAppKey0001',
  iotAppSecret: new Secret('ExampleAppSecret0001'),
} as const
const request = {
  wxOpenId: new Secret('oExample_OpenID-0001'),
  nickName: 'nick',
  avatar: 'https://example.com/a.png',
  requestId: 'rest-client',
  deadline: { remainingMs: () => 1000 },
}
const reply = (Data: unknown): string => JSON.stringify({ code: 0, msg: '', data: { Data } })

describe('the request', () => {
  it('is the one of vector X1', () => {
    const body = buildAppGetToken(app, request, { timestamp: 1552621825, nonce: 2 })
    expect(body.Signature).toBe('OpnSDiSpjlZgzYlCd/GJq4ydTKQ=')
  })

  it('goes to appapi with seconds of the clock, and what is sent is what was signed', async () => {
    const sent: UpstreamRequest[] = []
    const issueToken = createAppGetToken({
      call: (call) => {
        sent.push(call)
        return Promise.resolve(reply({ Token: 't', ExpireAt: 5 }))
      },
      baseUrl: 'https://iot.example/api/exploreropen',
      clock: { now: () => 1552621825_999, elapsed: () => 0 },
      nonce: () => 2,
      retry: (_rules, attempt) => attempt(),
      pauseOnQuota: (_upstream, _quota, work) => work(),
    })
    await expect(issueToken(app, request)).resolves.toEqual({ token: 't', expireAt: 5 })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url.href).toBe('https://iot.example/api/exploreropen/appapi')
    const { Signature, ...rest } = sent[0]?.body ?? {}
    expect(rest.Timestamp).toBe(1552621825)
    expect(signParameters(rest, app.iotAppSecret).Signature).toBe(Signature)
  })
})

describe('the reply', () => {
  it.each([1700000000, '1700000000'])('keeps CancelAccountTime %p as it came', (CancelAccountTime) => {
    const text = reply({ Token: 't', ExpireAt: 5, CancelAccountTime })
    expect(readAppGetToken(text)).toEqual({ token: 't', expireAt: 5, cancelAccountTime: CancelAccountTime })
  })

  it.each<[string, unknown]>([
    ['no Token', { ExpireAt: 5 }],
    ['an empty Token', { Token: '', ExpireAt: 5 }],
    ['a Token that is a number', { Token: 7, ExpireAt: 5 }],
    ['no ExpireAt', { Token: 't' }],
    ['ExpireAt as text', { Token: 't', ExpireAt: '5' }],
    ['ExpireAt with a fraction', { Token: 't', ExpireAt: 5.5 }],
    ['ExpireAt 0', { Token: 't', ExpireAt: 0 }],
  ])('is refused with %s', (_name, Data) => {
    expect(() => readAppGetToken(reply(Data))).toThrow(
      expect.objectContaining({ code: 'IoTExplorer.UnexpectedReply' }) as Error,
    )
  })
})
