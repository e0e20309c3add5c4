import type { SandboxClock } from '../clock'
import type { World } from './world'

/** What `GET /sandbox/world` shows. Everything in it is made up; the apps' secrets are left out all the same. */
export function worldSnapshot(world: World, clock: SandboxClock) {
  return {
    now: clock.seconds(),
    apps: world.apps.map(({ appId, iotAppKey, hasUnionId = false }) => ({ appId, iotAppKey, hasUnionId })),
    users: world.accounts.list().map((account) => ({
      UserID: account.userId,
      user: world.userBehind(account.wxOpenId) ?? null,
      AppKey: account.iotAppKey,
      WxOpenID: account.wxOpenId,
      NickName: account.nickName,
      Avatar: account.avatar,
      createdAt: account.createdAt,
      deletionAskedAt: account.deletionAskedAt ?? null,
      settings: account.settings,
      families: account.families,
    })),
    tokens: world.accessTokens.list().map((token) => ({
      Token: token.token,
      UserID: token.userId,
      issuedAt: token.issuedAt,
      ExpireAt: token.expireAt,
      state: token.revoked ? 'revoked' : world.accessTokens.hasExpired(token) ? 'expired' : 'valid',
    })),
    codes: world.codes.list().map((code) => ({
      code: code.code,
      user: code.user,
      appId: code.appId,
      codeType: code.codeType,
      expiresAt: code.expiresAt,
      state: code.spent ? 'spent' : world.codes.hasExpired(code) ? 'expired' : 'unused',
    })),
    mediaChecks: world.mediaChecks.list(),
    refusedSignatures: world.refusedSignatures.list(),
    weChatTokens: world.weChatTokens.list().map(({ token, appId, expiresAt, revoked }) => ({
      access_token: token,
      appId,
      expiresAt,
      state: revoked ? 'revoked' : clock.seconds() >= expiresAt ? 'expired' : 'valid',
    })),
  }
}

export type WorldSnapshot = ReturnType<typeof worldSnapshot>
