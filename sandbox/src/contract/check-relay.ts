import { UsageError } from '../usage-error'
import type { Check, ContractReport, Finding } from './check'
import { clientChecks } from './client-checks'
import { mayChecks } from './may-checks'
import { NoReply, RelayUnderTest } from './checked-relay'
import { safetyChecks } from './safety-checks'
import { SandboxBehind } from './sandbox-behind'
import { shouldChecks } from './should-checks'

export interface CheckRelayOptions {
  /** Base URL of the relay, as the component's `relayUrl`. */
  url: string
  /** The sandbox that the relay takes for the platforms. Default: none; then `mintCode` is needed. */
  sandboxUrl?: string
  /** Resolves with a fresh code that the relay can exchange. Default: codes of the sandbox. */
  mintCode?: (user: string) => Promise<string>
  /** Sent with each login; for a relay that serves several apps. */
  appId?: string
}

/**
 * Asks a relay, ours or another, whether it keeps the contract of `miniprogram-iot-login`: some fifty logins, one after
 * the other. Rejects with a {@link UsageError} when no codes are to be had.
 */
export async function checkRelay({
  url,
  sandboxUrl,
  mintCode,
  appId,
}: CheckRelayOptions): Promise<ContractReport> {
  const sandbox = sandboxUrl === undefined ? undefined : new SandboxBehind(withoutSlash(sandboxUrl))
  const mint = mintCode ?? (sandbox && ((user: string) => sandbox.mintCode(user, appId)))
  if (mint === undefined) {
    throw new UsageError('There are no codes to log in with', 'Give sandboxUrl or mintCode.')
  }
  const relay = new RelayUnderTest({ url: withoutSlash(url), appId, sandbox, mintCode: mint })
  await mustBeThere(relay)
  const findings: Finding[] = []
  for (const check of [...clientChecks, ...safetyChecks, ...shouldChecks, ...mayChecks]) {
    findings.push(await finding(check, relay))
  }
  return {
    passed: findings.every(({ level, outcome }) => level !== 'must' || outcome !== 'broken'),
    findings,
  }
}

/** Both are asked before anything is judged. */
async function mustBeThere(relay: RelayUnderTest): Promise<void> {
  await relay.appId()
  await relay.ask('/healthz', { method: 'GET' }).catch((error: unknown) => {
    if (!(error instanceof NoReply)) throw error
    throw new UsageError(`No relay at ${relay.url}: ${error.message}`, 'Start it, or correct its address.')
  })
}

async function finding(check: Check, relay: RelayUnderTest): Promise<Finding> {
  const { level, promise } = check
  const { sandbox } = relay
  try {
    let words: string | undefined
    if (check.needsSandbox === undefined) words = await check.run(relay)
    else if (sandbox === undefined) return { level, promise, outcome: 'unchecked' }
    else words = await check.run(relay, sandbox)
    return { level, promise, ...(words === undefined ? { outcome: 'kept' } : { outcome: 'broken', words }) }
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    return { level, promise, outcome: 'broken', words: `There was ${error.message}.` }
  }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')
