import type { RegisteredApp } from '../../relay/src/registered-app'
import { Secret } from '../../relay/src/secret'

/** A mini program that a relay serves, for tests of one part. */
export const registeredApp = (differing: Partial<RegisteredApp> = {}): RegisteredApp => ({
  appId: 'wx1',
  kind: 'miniProgram',
  idKind: 'openid',
  wechatAppSecret: new Secret('w'),
  iotAppKey: 'key',
  iotAppSecret: new Secret('i'),
  ...differing,
})
