export type UpstreamName = 'WeChat' | 'IoTExplorer'

/** What is asked of the upstreams, by the platforms' own names. */
export type UpstreamOperation =
  'jscode2session' | 'stable_token' | 'getpluginopenpid' | 'AppGetTokenByWeiXin' | 'AppUpdateUser'

/** How one call to an upstream went, as far as the connection is concerned. */
export type CallOutcome =
  'ok' | 'dns' | 'connect' | 'tls' | 'timeout' | 'closed' | 'http' | 'nonsense' | 'other'

/** Whose logins a limit counts. */
export type LimitedBy = 'address' | 'app' | 'host' | 'user'

/** The tables in memory that are full at some number of entries. */
export type TableName = 'codes' | 'answers' | 'tokens' | 'limits'

export type BreakerState = 'closed' | 'halfOpen' | 'open'

/** All that the relay reports of its work, for the metrics and the log. None of it is about a person. */
export type RelayEvent =
  /** A login was answered: `ok`, or the code of the error. `shared`: without a call of its own. */
  | {
      type: 'login'
      outcome: string
      durationMs: number
      shared: 'joined' | 'replayed' | 'resumed' | 'reused' | undefined
      /** AppID of the mini program that a plugin's login came from, where that is checked. */
      host: string | undefined
    }
  | { type: 'limited'; by: LimitedBy }
  | {
      type: 'call'
      upstream: UpstreamName
      operation: UpstreamOperation
      outcome: CallOutcome
      durationMs: number
    }
  | { type: 'retry'; operation: UpstreamOperation }
  | { type: 'breaker'; upstream: UpstreamName; state: BreakerState }
  /** A quota is used up, and calls that need it wait so long. */
  | { type: 'pause'; upstream: UpstreamName; milliseconds: number }
  /** How far our clock is ahead of the upstream's by its `Date` header; 0 when it is right again. */
  | { type: 'clock'; upstream: UpstreamName; seconds: number }
  /** The shared store was lost, with the code of its failure, or is back. */
  | { type: 'store'; isShared: boolean; cause?: string }
  /** A full table in memory dropped what was still good. */
  | { type: 'evicted'; table: TableName }

/** Takes an event; the listeners are chosen where the relay is put together. */
export type Report = (event: RelayEvent) => void
