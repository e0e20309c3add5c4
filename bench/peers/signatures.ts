/** Signs by turns with the relay's function and with crypto-js: `signatures.ts <seconds> <rounds>`. Prints JSON. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { signParameters } from '../../relay/src/platform/explorer/sign'
import { Secret } from '../../relay/src/secret'

interface CryptoJs {
  HmacSHA1: (message: string, key: string) => unknown
  enc: { Base64: { stringify: (hash: unknown) => string } }
}
// From this folder's own packages, which have no types.
const CryptoJS = createRequire(join(__dirname, '../package.json'))('crypto-js') as CryptoJs

const SECRET = 'ExampleAppSecret0001'
const secret = new Secret(SECRET)
const BATCH = 200

const request = (nonce: number): Record<string, string | number> => ({
  Action: 'AppGetTokenByWeiXin',
  AppKey: 'ExampleAppKey0001',
  Avatar: 'https://example.com/a.png',
  NickName: '微信用户',
  Nonce: nonce,
  RequestId: '7a4f61b5-68f4-4dd0-8b04-4bd1b7e6a0aa',
  Timestamp: 1552621825,
  WxOpenID: 'oExample_OpenID-0001',
})

const byRelay = (nonce: number): string => signParameters(request(nonce), secret).Signature

/** As the sample does it. */
function byCryptoJs(nonce: number): string {
  const data = request(nonce)
  const text = Object.keys(data)
    .sort()
    .map((name) => `${name}=${data[name] ?? ''}`)
    .join('&')
  return CryptoJS.enc.Base64.stringify(CryptoJS.HmacSHA1(text, SECRET))
}

function perSecond(sign: (nonce: number) => string, seconds: number): number {
  const begun = performance.now()
  let count = 0
  while (performance.now() - begun < seconds * 1000) {
    for (let index = 0; index < BATCH; index += 1) sign((count += 1))
  }
  return (count / (performance.now() - begun)) * 1000
}

const [seconds = 1, rounds = 1] = process.argv.slice(2).map(Number)
if (byRelay(1) !== byCryptoJs(1)) throw new Error('The two do not sign alike')
perSecond(byRelay, seconds)
perSecond(byCryptoJs, seconds)
const turns = Array.from({ length: rounds }, () => ({
  relay: perSecond(byRelay, seconds),
  cryptoJs: perSecond(byCryptoJs, seconds),
}))
process.stdout.write(`${JSON.stringify(turns)}\n`)
