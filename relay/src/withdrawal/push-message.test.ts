import { Secret } from '../secret'
import { decrypted, isSigned, readMessage } from './push-message'

/**
 * The example that Tencent publishes with its own code for this encryption (WXBizMsgCrypt), which its products share.
 * https://developer.work.weixin.qq.com/document/path/90968
 */
const PUBLISHED = {
  secrets: {
    token: new Secret('QDG6eK'),
    aesKey: new Secret('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'),
  },
  appId: 'wx5823bf96d3bd56c7',
  signature: '477715d11cdb4164915debcba66cb864d751f3e6',
  timestamp: '1409659813',
  nonce: '1372623149',
  encrypted:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
}
const { secrets, appId, signature, timestamp, nonce, encrypted } = PUBLISHED

it("the published signature is WeChat's, and none that differs by a digit", () => {
  expect(isSigned(signature, secrets, [timestamp, nonce, encrypted])).toBe(true)
  for (const other of [signature.replace('4', '5'), signature.slice(1), '', undefined, 'no hex']) {
    expect(isSigned(other, secrets, [timestamp, nonce, encrypted])).toBe(false)
  }
})

it('the published message is read, and names its sender', () => {
  const message = decrypted(encrypted, secrets, appId)
  expect(readMessage(message ?? '')).toMatchObject({
    FromUserName: 'mycreate',
    CreateTime: '1409659813',
    MsgType: 'text',
    Content: 'hello',
  })
})

it.each<[string, string, typeof secrets, string]>([
  ['for another AppID', encrypted, secrets, 'wx0000000000000000'],
  ['by another key', encrypted, { ...secrets, aesKey: new Secret('a'.repeat(43)) }, appId],
  ['that is cut off', encrypted.slice(0, 40), secrets, appId],
  ['that is nothing', '', secrets, appId],
])('a message %s is none', (_what, text, by, id) => {
  expect(decrypted(text, by, id)).toBeUndefined()
})

it.each([
  '<xml><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Event>&b;</Event></xml>',
  '{"Event":"&b;"}',
])('an entity stays what it is: %s', (text) => {
  expect(readMessage(text).Event).toBe('&b;')
})

it.each(['', 'null', '[]', '{', '<xml>', '<a><a></a>', '{"__proto__":{"Event":"x"}}'])(
  'of %j no field is read',
  (text) => {
    expect(readMessage(text).Event).toBeUndefined()
  },
)

it('what is opened and never closed takes no time', () => {
  const started = performance.now()
  readMessage('<a>'.repeat(20_000))
  readMessage(`<a><![CDATA[${']'.repeat(60_000)}`)
  expect(performance.now() - started).toBeLessThan(500)
})
