/** Who is being stood in for. */
export type UpstreamHost = 'wechat' | 'explorer'

export const WECHAT_OPERATIONS = [
  'jscode2session',
  'stable_token',
  'getpluginopenpid',
  'media_check_async',
] as const

export const APP_ACTIONS = ['AppGetTokenByWeiXin'] as const

export const TOKEN_ACTIONS = [
  'AppGetUser',
  'AppUpdateUser',
  'AppLogoutUser',
  'AppUserCancelAccount',
  'AppGetUserSetting',
  'AppUpdateUserSetting',
  'AppGetFamilyList',
  'AppCreateFamily',
  'AppGetFamilyDeviceList',
  'AppGetDeviceStatuses',
] as const

/** A request as it came in. */
export interface UpstreamCall {
  /** The last segment behind `appapi/` or `tokenapi/`, where some clients repeat the Action. */
  pathAction?: string
  query: Record<string, string>
  body: string
}

export interface UpstreamReply {
  status: number
  contentType: string
  /** An object is sent as JSON, a string as it is. */
  body: string | Record<string, unknown>
  /** Why, in words for the developer. It goes to the journal, since the platform itself does not say. */
  note?: string
}

/** A request that has been recognised, and not yet served. */
export interface Operation {
  host: UpstreamHost
  /** One of the names above, or the name of the endpoint when the Action is not known. */
  name: string
  /** What was asked, for the journal. */
  request: Record<string, unknown>
  /** Serves it, with all that follows from that. */
  answer(): UpstreamReply
}
