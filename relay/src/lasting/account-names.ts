import type { RegisteredApp } from '../registered-app'
import type { Secret } from '../secret'
import { createEncryption, type Encryption } from '../shared/encryption'
import type { MarkKind } from './lasting-store'

const encryptions = new WeakMap<Secret, Encryption>()

/**
 * The names that a mark of this account may have: by the AppSecret of today, which new ones get, and by the one before
 * while it is being replaced.
 */
export function accountNames(kind: MarkKind, app: RegisteredApp, wxOpenId: Secret): [string, ...string[]] {
  const nameBy = (secret: Secret): string =>
    encryptionBy(secret).nameOf(kind, app.iotAppKey, wxOpenId.reveal())
  const { previousIotAppSecret } = app
  const current = nameBy(app.iotAppSecret)
  return previousIotAppSecret === undefined ? [current] : [current, nameBy(previousIotAppSecret)]
}

function encryptionBy(secret: Secret): Encryption {
  const encryption = encryptions.get(secret) ?? createEncryption(secret)
  encryptions.set(secret, encryption)
  return encryption
}
