import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import { encryptionOf } from '../shared/encryption'
import type { MarkKind } from './lasting-store'

/**
 * The names that a mark of this account may have: by the AppSecret of today, which new ones get, and by the one before
 * while it is being replaced.
 */
export function accountNames(kind: MarkKind, app: RegisteredApp, wxOpenId: Secret): [string, ...string[]] {
  const nameBy = (secret: Secret): string =>
    encryptionOf(secret).nameOf(kind, app.iotAppKey, wxOpenId.reveal())
  const { previousIotAppSecret } = app
  const current = nameBy(app.iotAppSecret)
  return previousIotAppSecret === undefined ? [current] : [current, nameBy(previousIotAppSecret)]
}
