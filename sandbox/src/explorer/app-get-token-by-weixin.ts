import { unsignableNames } from './check-signature'
import { checkNickName } from './nick-name'
import type { ExplorerPlatform } from './platform'
import { Refusal } from './refusal'
import { checkOptional, checkRequired, type Checked } from './required-parameters'
import { instructionsFor, signatureReport } from './signature-mistakes'

/** Timestamp is in Unix seconds. Official clients send a Nonce of 0 too. */
const REQUIRED = {
  Action: 'text',
  RequestId: 'text',
  AppKey: 'text',
  Signature: 'text',
  Timestamp: 'non-negative integer',
  Nonce: 'non-negative integer',
  WxOpenID: 'text',
} as const

/** The page calls them required; the guide of 2021 and Tencent's demo of that time leave them out for known users. */
const PROFILE = { NickName: 'text, may be empty', Avatar: 'text, may be empty' } as const

type GetTokenRequest = Record<string, unknown> & Checked<typeof REQUIRED> & Partial<Checked<typeof PROFILE>>

/**
 * Lets a WeChat user in, and registers one who is new.
 * https://cloud.tencent.com/document/product/1081/40781
 *
 * The order of the checks is not established by that page. Ours: required parameters, their kind, AppKey, signature,
 * Timestamp and Nonce, length of the NickName, user. So a caller who has not signed learns of no user, and a request that
 * is refused only for what comes behind the signature proves the secret.
 */
export function appGetTokenByWeiXin(
  platform: ExplorerPlatform,
  parameters: Record<string, unknown>,
): Record<string, unknown> {
  checkRequired(parameters, REQUIRED)
  checkOptional(parameters, PROFILE)
  const request: GetTokenRequest = parameters
  checkSigner(platform, request)
  checkFreshness(platform, request)
  checkNickName(request.NickName ?? '', platform.settings.nickNameMaxLength)

  const { account, cancelAccountTime } = letIn(platform, request)
  const token = platform.world.accessTokens.issue(account.userId)
  return {
    Data: {
      Token: token.token,
      ExpireAt: token.expireAt,
      ...(cancelAccountTime === undefined ? {} : { CancelAccountTime: cancelAccountTime }),
    },
  }
}

function checkSigner({ world, clock }: ExplorerPlatform, request: GetTokenRequest): void {
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
  const report = signatureReport(request, app, world.apps)
  if (report.valid) return
  const instructions = instructionsFor(report)
  const { stringToSign, mistakes } = report
  const { AppKey, RequestId } = request
  world.refusedSignatures.record({
    at: clock.seconds(),
    AppKey,
    RequestId,
    stringToSign,
    mistakes,
    instructions,
  })
  throw new Refusal(
    'InvalidParameterValue',
    'Signature 无效',
    `${instructions} GET /sandbox/world shows stringToSign, among refusedSignatures.`,
  )
}

/** Beyond this a moment is surely meant in milliseconds. */
const LATEST_SECONDS = 99_999_999_999

function checkFreshness({ world, clock, settings }: ExplorerPlatform, request: GetTokenRequest): void {
  const { timestampWindowSeconds: window, refuseRepeatedNonce, acceptMilliseconds } = settings
  const isMilliseconds = request.Timestamp > LATEST_SECONDS
  if (isMilliseconds && !acceptMilliseconds) {
    const message = `Timestamp 无效 (${request.Timestamp} is in milliseconds: send Unix seconds)`
    throw new Refusal('InvalidParameterValue', message)
  }
  const seconds = isMilliseconds ? Math.floor(request.Timestamp / 1000) : request.Timestamp
  const away = Math.abs(clock.seconds() - seconds)
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
  const { NickName: nickName, Avatar: avatar } = request
  if (!nickName || !avatar) {
    const note = 'A new user needs a NickName and an Avatar that are not empty'
    throw new Refusal('InvalidParameterValue.ErrorUserNotExists', '账号不存在', note)
  }
  const account = world.accounts.register({
    iotAppKey: request.AppKey,
    wxOpenId: request.WxOpenID,
    nickName,
    avatar,
  })
  return { account, cancelAccountTime: undefined }
}
