import { registeredApp } from '../../../test/stand-ins/registered-app'
import { Secret } from '../secret'
import { derivedUserId, txIotUserId } from './user-id'

const app = registeredApp({ iotAppKey: 'ExampleAppKey0001' })

describe('a derived UserId', () => {
  it('is the one of vector T2', () => {
    expect(derivedUserId('ExampleAppKey0001', new Secret('oExample_OpenID-0001'))).toBe(
      'u_fgaq3kdmqpexnka5jxybttzvrqd2d4',
    )
  })

  it('has 32 letters and digits for any user, and another for each user and AppKey', () => {
    const made = Array.from({ length: 200 }, (_, index) => derivedUserId('k', new Secret(`o-${index}`)))
    for (const id of made) expect(id).toMatch(/^u_[a-z2-7]{30}$/)
    expect(new Set([...made, derivedUserId('l', new Secret('o-0'))]).size).toBe(201)
  })

  it('is what an app gets that is set to nothing', () => {
    expect(txIotUserId(app, new Secret('oOne'))).toBe(derivedUserId(app.iotAppKey, new Secret('oOne')))
  })

  it('stays when the AppSecret is replaced', () => {
    const replaced = { ...app, iotAppSecret: new Secret('another') }
    expect(txIotUserId(replaced, new Secret('oOne'))).toBe(txIotUserId(app, new Secret('oOne')))
  })
})

describe('an OpenID as UserId', () => {
  const byOpenId = { ...app, txIotUserId: 'openid' } as const

  it.each(['o', 'oExample_OpenID0001', 'o'.repeat(32)])('is %s itself', (openId) => {
    expect(txIotUserId(byOpenId, new Secret(openId))).toBe(openId)
  })

  it.each(['oExample_OpenID-0001', 'o'.repeat(33), '', 'ö', 'o&Nonce=1'])(
    'is refused when it is %p',
    (openId) => {
      expect(() => txIotUserId(byOpenId, new Secret(openId))).toThrow(
        expect.objectContaining({
          code: 'Relay.UserIdUnusable',
          row: expect.objectContaining({ status: 403 }),
        }) as Error,
      )
    },
  )
})
