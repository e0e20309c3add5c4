import { isSignedWith, unsignableNames } from './check-signature'
import { checkNickName } from './nick-name'
import type { ExplorerPlatform } from './platform'
import { Refusal } from './refusal'
import { checkRequired, type Checked } from './required-parameters'

/** Timestamp is in Unix seconds. Official clients send a Nonce of 0 too. */
const REQUIRED = {
  Action: 'text',
  RequestId: 'text',
  AppKey: 'text',
  Signature: 'text',
  Timestamp: 'non-negative integer',
  Nonce: 'non-negative integer',
  WxOpenID: 'text',
  NickName: 'text, may be empty',
  Avatar: 'text, may be empty',
} as const

type GetTokenRequest = Record<string, unknown> & Checked<typeof REQUIRED>

/**
 * Lets a WeChat user in, and registers one who is new.
 * https://cloud.tencent.com/document/product/1081/40781
 *
 * The order of the checks is not established by that page. Ours: required parameters, AppKey, signature,
 * Timestamp and Nonce, length of the NickName, user.
 */
export function appGetTokenByWeiXin(
  platform: ExplorerPlatform,
  parameters: Record<string, unknown>,
): Record<string, unknown> {
  checkRequired(parameters, REQUIRED)
  checkSigner(platform, parameters)
  checkFreshness(platform, parameters)
  checkNickName(parameters.NickName, platform.settings.nickNameMaxLength)

  const { account, cancelAccountTime } = letIn(platform, parameters)
  const token = platform.world.accessTokens.issue(account.userId)
  return {
    Data: {
      Token: token.token,
      ExpireAt: token.expireAt,
      ...(cancelAccountTime === undefined ? {} : { CancelAccountTime: cancelAccountTime }),
    },
  }
}

function checkSigner({ world }: ExplorerPlatform, request: GetTokenRequest): void {
  const app = world.appByIotAppKey(request.AppKey)
  if (!app) {
    throw new Refusal('InvalidParameterValue', 'AppKey 无效', 'The sandbox has no app with this AppKey')
  }
  const unsignable = unsignableNames(request)
  if (unsignable.length > 0) {
    throw new Refusal(
      'InvalidParameterValue',
      `参数 ${unsignable.join(', ')} 无效 (send text or integers: how anything else is signed is not documented)`,
    )
  }
  if (!isSignedWith(app.iotAppSecret, request)) {
    const names = Object.keys(request).filter((name) => name !== 'Signature')
    throw new Refusal(
      'InvalidParameterValue',
      'Signature 无效',
      `Sign with the secret of this AppKey, over those of these that are not empty: ${names.sort().join(', ')}`,
    )
  }
}

function checkFreshness({ world, clock, settings }: ExplorerPlatform, request: GetTokenRequest): void {
  const { timestampWindowSeconds: window, refuseRepeatedNonce } = settings
  const away = Math.abs(clock.seconds() - request.Timestamp)
  if (window > 0 && away > window) {
    const message = `Timestamp 无效 (${away} seconds away from the platform's clock, ${window} are allowed)`
    throw new Refusal('InvalidParameterValue', message)
  }
  if (refuseRepeatedNonce && world.nonces.isRepeated(request.AppKey, request.Timestamp, request.Nonce)) {
    throw new Refusal('InvalidParameterValue', 'Nonce 无效 (it came before with the same Timestamp)')
  }
}

/** NickName and Avatar matter only to the call that registers; later ones do not change the account. */
function letIn({ world }: ExplorerPlatform, request: GetTokenRequest) {
  const known = world.accounts.find(request.AppKey, request.WxOpenID)
  if (known) return { account: known, cancelAccountTime: world.accounts.cancelDeletion(known) }
  if (request.NickName === '' || request.Avatar === '') {
    const note = 'A new user needs a NickName and an Avatar that are not empty'
    throw new Refusal('InvalidParameterValue.ErrorUserNotExists', '账号不存在', note)
  }
  const account = world.accounts.register({
    iotAppKey: request.AppKey,
    wxOpenId: request.WxOpenID,
    nickName: request.NickName,
    avatar: request.Avatar,
  })
  return { account, cancelAccountTime: undefined }
}
