import type * as Cloud from 'wx-server-sdk'
import type { CloudContext } from '../../relay/src'

const { getWXContext } = jest.requireActual<typeof Cloud>('wx-server-sdk')

/** What the cloud puts into a function's environment before each call. */
function calledWith(environment: Record<string, string>): void {
  for (const name of Object.keys(process.env))
    if (/^(WX|TCB)_/.test(name)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, environment)
}

afterEach(() => {
  calledWith({})
})

test("WeChat's own library tells who calls in the names that the relay reads", () => {
  calledWith({
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID,WX_FROM_OPENID,WX_FROM_APPID,WX_FROM_UNIONID,WX_CLIENTIP',
    WX_OPENID: 'oAnn',
    WX_APPID: 'wx5a4db0c000000001',
    WX_UNIONID: 'uAnn',
    WX_FROM_OPENID: 'oFrom',
    WX_FROM_APPID: 'wx5a4db0c000000002',
    WX_FROM_UNIONID: 'uFrom',
    WX_CLIENTIP: '127.0.0.1',
    TCB_ENV: 'env-1',
    TCB_SOURCE: 'wx_client',
  })
  // Its own types say so too: no cast stands between the two.
  const context: CloudContext = getWXContext()
  expect(context).toEqual({
    OPENID: 'oAnn',
    APPID: 'wx5a4db0c000000001',
    UNIONID: 'uAnn',
    FROM_OPENID: 'oFrom',
    FROM_APPID: 'wx5a4db0c000000002',
    FROM_UNIONID: 'uFrom',
    CLIENTIP: '127.0.0.1',
    ENV: 'env-1',
    SOURCE: 'wx_client',
  })
})

test('outside a call, and for a call without a user, it tells of none', () => {
  calledWith({})
  expect(getWXContext()).toEqual({})
  calledWith({ WX_CONTEXT_KEYS: 'WX_APPID', WX_APPID: 'wx5a4db0c000000001', TCB_SOURCE: 'wx_trigger' })
  expect(getWXContext()).toEqual({ APPID: 'wx5a4db0c000000001', ENV: undefined, SOURCE: 'wx_trigger' })
})
