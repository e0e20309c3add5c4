import { createHmac, randomInt } from 'node:crypto'

/** The call of IoT Explorer, signed as its documents say and with nothing checked. For the peers alone. */
export function signedBody(openId: string, appKey: string, secret: string): string {
  const parameters: Record<string, string | number> = {
    Action: 'AppGetTokenByWeiXin',
    AppKey: appKey,
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
  const Signature = createHmac('sha1', secret).update(text).digest('base64')
  return JSON.stringify({ ...parameters, Signature })
}
