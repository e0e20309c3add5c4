import type { Clock } from './clock'
import type { RelayConfig } from './config/config'
import type { ExchangeCode, IssueToken } from './login/ports'
import type { Report } from './events'
import { createUpstreamCaller } from './platform/call'
import { createSkewWatch } from './platform/clock-skew'
import { createAppGetToken } from './platform/explorer/app-get-token'
import { createGuardedCall } from './platform/guarded-call'
import { createQuotaPause } from './platform/quota-pause'
import { createRetry } from './platform/retry'
import { createAccessTokens } from './platform/wechat/access-token'
import { createCodeToSession } from './platform/wechat/code-to-session'
import { createExchangeCode } from './platform/wechat/exchange-code'
import { createPluginOpenPid } from './platform/wechat/plugin-openpid'

export interface PlatformDependencies {
  config: RelayConfig['upstream']
  clock: Clock
  nonce: () => number
  wait: (milliseconds: number) => Promise<void>
  report: Report
}

export interface Platform {
  exchangeCode: ExchangeCode
  issueToken: IssueToken
  close: () => Promise<void>
}

/** The two upstreams as a login needs them, from the inside out: call, breaker, retry, secrets, quota. */
export function createPlatform({ config, clock, nonce, wait, report }: PlatformDependencies): Platform {
  const { wechatUrl, iotUrl, timeoutMs, replyLimitBytes, breakerOpenMs } = config
  const onDate = createSkewWatch(clock, (upstream, seconds) => report({ type: 'clock', upstream, seconds }))
  const caller = createUpstreamCaller({ timeoutMs, replyLimitBytes, onDate })
  const { call, ...guard } = createGuardedCall({ call: caller.call, clock, report, breakerOpenMs })
  const retry = createRetry({ wait, onRetry: (operation) => report({ type: 'retry', operation }) })
  const pauseOnQuota = createQuotaPause(clock, (upstream, milliseconds) =>
    report({ type: 'pause', upstream, milliseconds }),
  )
  const accessTokens = createAccessTokens(call, wechatUrl, clock, retry)
  return {
    exchangeCode: createExchangeCode(
      {
        login: createCodeToSession(call, wechatUrl, retry),
        pluginLogin: createPluginOpenPid(call, wechatUrl, accessTokens, retry),
      },
      pauseOnQuota,
    ),
    issueToken: createAppGetToken({ call, baseUrl: iotUrl, clock, nonce, retry, pauseOnQuota }),
    async close() {
      guard.close()
      await caller.close()
    },
  }
}
