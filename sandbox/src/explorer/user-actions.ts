import { checkNickName } from './nick-name'
import { Refusal } from './refusal'
import type { TokenAction } from './token-action'

const NICK_NAME_INVALID = 'InvalidParameterValue.NickNameLengthInvalid'

/** What a user may switch on and off; 0 or 1 each. https://cloud.tencent.com/document/product/1081/40789 */
const USER_SETTINGS = [
  'EnableWechatPush',
  'EnableDeviceMessagePush',
  'EnableFamilyMessagePush',
  'EnableNotifyMessagePush',
]

/** The official mini program SDK asks this once to learn whether its token is good. */
const appGetUser: TokenAction = (_, { account }) => ({
  Data: {
    UserID: account.userId,
    NickName: account.nickName,
    Avatar: account.avatar,
    CountryCode: '',
    PhoneNumber: '',
    Email: '',
  },
})

/**
 * Changes NickName and Avatar. A phone number or mail address would need a verification code, and the sandbox
 * sends none. https://cloud.tencent.com/document/product/1081/40788
 */
const appUpdateUser: TokenAction = ({ settings }, { account }, parameters) => {
  for (const name of ['PhoneNumber', 'Email']) {
    if (parameters[name] !== undefined) {
      throw new Refusal(
        'InvalidParameterValue.CheckVerifyCodeFailed',
        `验证码错误 (the sandbox sends no verification codes, so ${name} cannot be changed)`,
      )
    }
  }
  const { NickName: nickName = account.nickName, Avatar: avatar = account.avatar } = parameters
  if (typeof nickName !== 'string') throw new Refusal('InvalidParameterValue', '参数 NickName 无效')
  if (typeof avatar !== 'string') throw new Refusal('InvalidParameterValue', '参数 Avatar 无效')
  if (nickName === '') throw new Refusal(NICK_NAME_INVALID, '昵称长度无效 (at least 1 character)')
  checkNickName(nickName, settings.nickNameMaxLength)
  Object.assign(account, { nickName, avatar })
  return { Data: 'OK' }
}

/**
 * Ends the token, or all of the user's when the option says so: the platform's page leaves it open.
 * https://cloud.tencent.com/document/product/1081/40787
 */
const appLogoutUser: TokenAction = ({ world, settings }, { account, token }) => {
  if (settings.logoutRevokes === 'all') world.accessTokens.revokeAllOf(account.userId)
  else world.accessTokens.revoke(token.token)
  return { Data: 'OK' }
}

/** Asks for the end of the account. Its tokens stay good until then; that is ours, there is no page about it. */
const appUserCancelAccount: TokenAction = ({ world }, { account }) => {
  world.accounts.askDeletion(account)
  return { Data: 'OK' }
}

const appGetUserSetting: TokenAction = (_, { account }) => ({
  UserSetting: { ...Object.fromEntries(USER_SETTINGS.map((name) => [name, 0])), ...account.settings },
})

/** https://cloud.tencent.com/document/product/1081/40790 */
const appUpdateUserSetting: TokenAction = (_, { account }, parameters) => {
  const given = USER_SETTINGS.filter((name) => parameters[name] !== undefined)
  for (const name of given) {
    if (parameters[name] !== 0 && parameters[name] !== 1) {
      throw new Refusal('InvalidParameterValue', `参数 ${name} 无效 (${name} must be 0 or 1)`)
    }
  }
  Object.assign(account.settings, Object.fromEntries(given.map((name) => [name, parameters[name]])))
  return { Data: 'OK' }
}

export const userActions = {
  AppGetUser: appGetUser,
  AppUpdateUser: appUpdateUser,
  AppLogoutUser: appLogoutUser,
  AppUserCancelAccount: appUserCancelAccount,
  AppGetUserSetting: appGetUserSetting,
  AppUpdateUserSetting: appUpdateUserSetting,
}
