/**
 * Reads what a failed `wx` call says. `errno` comes with base library 2.24.0, so its number is preferred and
 * WeChat's wording is the fallback. https://developers.weixin.qq.com/miniprogram/dev/framework/usability/PublicErrno.html
 */
interface WxFailure {
  errno?: unknown
  errMsg?: unknown
}

function says(failure: unknown, errno: number, words: string): boolean {
  const { errno: number, errMsg } = (failure ?? {}) as WxFailure
  return number === errno || (typeof errMsg === 'string' && errMsg.includes(words))
}

/** WeChat has blocked logins of this mini program. */
export function isLoginBlocked(failure: unknown): boolean {
  return says(failure, 1402101, 'login is blocked')
}

/** The address is not among the domains allowed in the WeChat console. */
export function isDomainNotAllowed(failure: unknown): boolean {
  return says(failure, 600002, 'not in domain list')
}

/** WeChat gave up waiting for the server. */
export function isTimeout(failure: unknown): boolean {
  return says(failure, 5, 'timeout') || says(failure, 5, 'time out')
}
