import type { MetricsAccess } from '../http/monitoring-routes'
import { checkOneOf, checkTrustProxy } from './checks'
import type { Count, Reader } from './reader'

/** What the relay takes from its callers. Times are milliseconds, sizes bytes. */
export interface HttpConfig {
  bodyLimitBytes: number
  headerLimitBytes: number
  requestTimeoutMs: number
  maxConnections: number
  /** Of one address that is no trusted proxy; 0 for any number. */
  maxConnectionsPerAddress: number
  keepAliveTimeoutMs: number
  trustProxy: readonly string[]
  trustsPlatformHeaders: boolean
  metricsAccess: MetricsAccess
  logsConsent: boolean
}

export function readHttp(read: Reader, count: Count): HttpConfig {
  const trustProxy = read.text('TRUST_PROXY', checkTrustProxy)
  return {
    bodyLimitBytes: count('BODY_LIMIT_BYTES', 256, 1_048_576),
    headerLimitBytes: count('HEADER_LIMIT_BYTES', 1024, 65_536),
    requestTimeoutMs: count('REQUEST_TIMEOUT_MS', 100, 3_600_000),
    maxConnections: count('MAX_CONNECTIONS', 1, 1_000_000),
    maxConnectionsPerAddress: count('MAX_CONNECTIONS_PER_IP', 0, 1_000_000),
    keepAliveTimeoutMs: count('KEEP_ALIVE_TIMEOUT_MS', 0, 3_600_000),
    trustProxy: trustProxy === 'none' ? [] : trustProxy.split(','),
    trustsPlatformHeaders: read.text('TRUST_CLOUDBASE_HEADERS', checkOneOf(['true', 'false'])) === 'true',
    logsConsent: read.text('LOG_CONSENT', checkOneOf(['true', 'false'])) === 'true',
    metricsAccess: read.text('METRICS_ACCESS', checkOneOf(['private', 'all', 'none'])) as MetricsAccess,
  }
}
