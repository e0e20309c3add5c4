import { createDeadlineSweep, type Clock } from './clock'
import type { RelayConfig } from './config/config'
import type { Report, UpstreamName } from './events'
import type { UpdateUser } from './avatar/upload-avatar'
import type { ExchangeCode, ExchangeIds, IssueToken } from './login/ports'
import { createBreaker, type Breaker } from './platform/breaker'
import { createUpstream, type Upstream } from './platform/call'
import { createIssueToken } from './platform/explorer/app-get-token'
import { createUpdateUser } from './platform/explorer/app-update-user'
import { freshness, perform, type Calls, type Policies } from './platform/operation'
import { createQuotaPauses } from './platform/quota-pause'
import { createAccessTokens, stableToken } from './platform/wechat/access-token'
import { createExchangeCode, createExchangeIds } from './platform/wechat/exchange-code'

export interface CallDependencies {
  config: RelayConfig['upstream']
  clock: Clock
  /** A random whole number from 1 to 2^31 - 1. */
  nonce: () => number
  report: Report
}

export interface PlatformDependencies extends CallDependencies {
  wait: (milliseconds: number) => Promise<void>
  /** From 0 to below 1. Default: `Math.random`. */
  random?: () => number
}

export interface Platform {
  exchangeCode: ExchangeCode
  exchangeIds: ExchangeIds
  updateUser: UpdateUser
  issueToken: IssueToken
  /** Unix milliseconds: by our clock, or by IoT Explorer's `Date` where ours is known to be off. */
  now: () => number
  close: () => Promise<void>
}

/** What a call to either upstream needs, whatever it asks. */
export function createCalls({ config, clock, nonce, report }: CallDependencies): Calls {
  const { wechatUrl, iotUrl, timeoutMs, replyLimitBytes, breakerOpenMs, proxy } = config
  const sweep = createDeadlineSweep()
  const upstream = (name: UpstreamName, baseUrl: string): Upstream =>
    createUpstream({
      name,
      baseUrl,
      timeoutMs,
      replyLimitBytes,
      proxy,
      clock,
      sweep,
      onSkew: (seconds) => report({ type: 'clock', upstream: name, seconds }),
    })
  const breaker = (name: UpstreamName): Breaker =>
    createBreaker({
      upstream: name,
      clock,
      openMs: breakerOpenMs,
      onState: (state) => report({ type: 'breaker', upstream: name, state }),
    })
  return {
    upstreams: { WeChat: upstream('WeChat', wechatUrl), IoTExplorer: upstream('IoTExplorer', iotUrl) },
    breakers: { WeChat: breaker('WeChat'), IoTExplorer: breaker('IoTExplorer') },
    clock,
    fresh: freshness(clock, nonce),
    report,
  }
}

export const closeCalls = async ({ upstreams }: Calls): Promise<void> => {
  await Promise.all([upstreams.WeChat.close(), upstreams.IoTExplorer.close()])
}

/** The two upstreams as a login needs them. */
export function createPlatform({
  wait,
  random = Math.random,
  ...dependencies
}: PlatformDependencies): Platform {
  const { clock, config, report } = dependencies
  const pauses = createQuotaPauses(clock, (upstream, milliseconds) =>
    report({ type: 'pause', upstream, milliseconds }),
  )
  const policies: Policies = { ...createCalls(dependencies), pauses, wait, random }
  const accessTokens = createAccessTokens(
    (app, deadline) => perform(policies, stableToken, app, undefined, deadline),
    clock,
    config.timeoutMs,
  )
  return {
    exchangeCode: createExchangeCode(policies, accessTokens),
    exchangeIds: createExchangeIds(policies, accessTokens),
    updateUser: createUpdateUser(policies),
    issueToken: createIssueToken(policies),
    now: policies.upstreams.IoTExplorer.now,
    close: () => closeCalls(policies),
  }
}
