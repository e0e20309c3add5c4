import type { Party } from '../messages'
import type { Said } from './words'

/** What `POST /sandbox/faults` takes. */
export interface SandboxFault {
  target: 'wechat' | 'explorer' | 'jscode2session' | 'AppGetTokenByWeiXin'
  kind: string
  /** How many answers it spoils. Default: 1. */
  times?: number
  milliseconds?: number
  errcode?: number
  Code?: string
}

export interface Fault extends Said {
  id: string
  /** Where it strikes. */
  at: Extract<Party, 'relay' | 'wechat' | 'explorer'>
  /** Absent for what happens before any server: the phone finds no network. */
  sandbox?: SandboxFault
}

const weChat = (id: string, said: Said, fault: Omit<SandboxFault, 'target'>): Fault => ({
  id,
  at: 'wechat',
  ...said,
  sandbox: { target: 'jscode2session', ...fault },
})

const explorer = (id: string, said: Said, fault: Omit<SandboxFault, 'target'>): Fault => ({
  id,
  at: 'explorer',
  ...said,
  sandbox: { target: 'AppGetTokenByWeiXin', ...fault },
})

/** More often than a relay tries again. What is left is taken back when the login has ended. */
const MANY = 9

/** What can be made to go wrong with the next login, each read after the name of the place. */
export const FAULTS: readonly Fault[] = [
  { id: 'relay-unreachable', at: 'relay', en: 'cannot be reached', zh: '连不上', zhTW: '連不上' },
  weChat(
    'code-used',
    { en: 'says the code was used', zh: '称凭证已被使用', zhTW: '稱憑證已被使用' },
    { kind: 'error', errcode: 40163 },
  ),
  weChat(
    'code-invalid',
    { en: 'says the code is invalid', zh: '称凭证无效', zhTW: '稱憑證無效' },
    { kind: 'error', errcode: 40029 },
  ),
  weChat(
    'user-blocked',
    { en: 'blocks this user', zh: '限制此用户', zhTW: '限制此使用者' },
    { kind: 'error', errcode: 40226 },
  ),
  weChat(
    'wechat-busy-once',
    { en: 'is busy for a moment', zh: '一时繁忙', zhTW: '一時繁忙' },
    { kind: 'error', errcode: -1 },
  ),
  weChat(
    'wechat-busy',
    { en: 'stays busy', zh: '一直繁忙', zhTW: '一直繁忙' },
    { kind: 'error', errcode: -1, times: MANY },
  ),
  weChat(
    'too-often',
    { en: 'counts too many tries', zh: '称操作太频繁', zhTW: '稱操作太頻繁' },
    { kind: 'error', errcode: 45011 },
  ),
  weChat(
    'wechat-slow',
    { en: 'takes 3 s', zh: '慢 3 秒', zhTW: '慢 3 秒' },
    { kind: 'latency', milliseconds: 3000 },
  ),
  weChat('wechat-hangs', { en: 'never answers', zh: '不应答', zhTW: '不回應' }, { kind: 'hang' }),
  weChat(
    'wechat-cut',
    { en: 'hangs up', zh: '断开连接', zhTW: '中斷連線' },
    { kind: 'closedConnection', times: MANY },
  ),
  explorer('explorer-html', { en: 'answers HTML', zh: '返回网页', zhTW: '回傳網頁' }, { kind: 'html' }),
  explorer(
    'explorer-500',
    { en: 'answers 500', zh: '返回 500', zhTW: '回傳 500' },
    { kind: 'http500', times: MANY },
  ),
  explorer(
    'explorer-error',
    { en: 'has an internal error', zh: '内部错误', zhTW: '內部錯誤' },
    {
      kind: 'error',
      Code: 'InternalError',
      times: MANY,
    },
  ),
  explorer(
    'forbidden',
    { en: 'forbids the login', zh: '禁止登录', zhTW: '禁止登入' },
    {
      kind: 'error',
      Code: 'InvalidParameterValue.UserLoginForbidden',
    },
  ),
  explorer(
    'no-token',
    { en: 'forgets the token', zh: '漏掉令牌', zhTW: '漏掉權杖' },
    { kind: 'missingToken' },
  ),
  explorer(
    'explorer-slow',
    { en: 'takes 3 s', zh: '慢 3 秒', zhTW: '慢 3 秒' },
    { kind: 'latency', milliseconds: 3000 },
  ),
]
