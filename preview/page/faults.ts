import type { Party } from '../messages'

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

export interface Fault {
  id: string
  /** Where it strikes. */
  at: Extract<Party, 'relay' | 'wechat' | 'explorer'>
  zh: string
  en: string
  /** Absent for what happens before any server: the phone finds no network. */
  sandbox?: SandboxFault
}

const weChat = (id: string, en: string, zh: string, fault: Omit<SandboxFault, 'target'>): Fault => ({
  id,
  at: 'wechat',
  en,
  zh,
  sandbox: { target: 'jscode2session', ...fault },
})

const explorer = (id: string, en: string, zh: string, fault: Omit<SandboxFault, 'target'>): Fault => ({
  id,
  at: 'explorer',
  en,
  zh,
  sandbox: { target: 'AppGetTokenByWeiXin', ...fault },
})

/** More often than a relay tries again. What is left is taken back when the login has ended. */
const MANY = 9

/** What can be made to go wrong with the next login, each read after the name of the place. */
export const FAULTS: readonly Fault[] = [
  { id: 'relay-unreachable', at: 'relay', en: 'cannot be reached', zh: '连不上' },
  weChat('code-used', 'says the code was used', '称凭证已被使用', { kind: 'error', errcode: 40163 }),
  weChat('code-invalid', 'says the code is invalid', '称凭证无效', { kind: 'error', errcode: 40029 }),
  weChat('user-blocked', 'blocks this user', '限制此用户', { kind: 'error', errcode: 40226 }),
  weChat('wechat-busy-once', 'is busy for a moment', '一时繁忙', { kind: 'error', errcode: -1 }),
  weChat('wechat-busy', 'stays busy', '一直繁忙', { kind: 'error', errcode: -1, times: MANY }),
  weChat('too-often', 'counts too many tries', '称操作太频繁', { kind: 'error', errcode: 45011 }),
  weChat('wechat-slow', 'takes 3 s', '慢 3 秒', { kind: 'latency', milliseconds: 3000 }),
  weChat('wechat-hangs', 'never answers', '不应答', { kind: 'hang' }),
  weChat('wechat-cut', 'hangs up', '断开连接', { kind: 'closedConnection', times: MANY }),
  explorer('explorer-html', 'answers HTML', '返回网页', { kind: 'html' }),
  explorer('explorer-500', 'answers 500', '返回 500', { kind: 'http500', times: MANY }),
  explorer('explorer-error', 'has an internal error', '内部错误', {
    kind: 'error',
    Code: 'InternalError',
    times: MANY,
  }),
  explorer('forbidden', 'forbids the login', '禁止登录', {
    kind: 'error',
    Code: 'InvalidParameterValue.UserLoginForbidden',
  }),
  explorer('no-token', 'forgets the token', '漏掉令牌', { kind: 'missingToken' }),
  explorer('explorer-slow', 'takes 3 s', '慢 3 秒', { kind: 'latency', milliseconds: 3000 }),
]
