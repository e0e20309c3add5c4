import { createHmac, randomInt } from 'node:crypto'

/** The call of IoT Explorer, signed as its documents say and with nothing checked. For the bare peers only. */
export function signedBody(openId: string): string {
  const parameters: Record<string, string | number> = {
    Action: 'AppGetTokenByWeiXin',
    AppKey: 'BenchKey',
    Avatar: 'https://example.com/a.png',
    NickName: 'nick',
    Nonce: randomInt(1, 10_000),
    RequestId: 'bench',
    Timestamp: Math.floor(Date.now() / 1000),
    WxOpenID: openId,
  }
  const text = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const Signature = createHmac('sha1', 'bench-iot').update(text).digest('base64')
  return JSON.stringify({ ...parameters, Signature })
}

export const exchangePath = (code: string): string =>
  `/sns/jscode2session?appid=wx0123456789abcdef&secret=bench-wechat&js_code=${code}&grant_type=authorization_code`

/** What a bare peer replies: the token, in the envelope of the contract. */
export function loginReply(reply: string): string {
  const { data } = JSON.parse(reply) as {
    data: { Data: { Token: string; ExpireAt: number }; RequestId: string }
  }
  const ExpiresIn = data.Data.ExpireAt - Math.floor(Date.now() / 1000)
  return JSON.stringify({ Response: { Data: { ...data.Data, ExpiresIn }, RequestId: data.RequestId } })
}
