import { LoginError } from './errors'
import { isObject } from './option-values'
import { provider, type Provider } from './provider'
import type { SessionOptions } from './session-options'

/** Whether the requests go through something else than the plugin's own `wx.request`. */
const hasOwnWay = ({ transport }: SessionOptions) => (transport ?? 'request') !== 'request'

/**
 * The options with what the plugin's provider has set. A host may leave both out or give the same; a relay of its own it
 * reaches by `transport` only.
 *
 * @throws {LoginError} Client.InvalidConfiguration for another relay or AppKey
 */
export function providedOptions(
  options: SessionOptions,
  provided: Provider | undefined = provider,
): SessionOptions {
  if (provided === undefined || !isObject(options) || hasOwnWay(options)) return options
  const { relayUrl, appKey } = provided
  const wrong = [
    ...(isAnother(withoutSlash(options.relayUrl), relayUrl) ? ['relayUrl'] : []),
    ...(isAnother(options.appKey, appKey) ? ['appKey'] : []),
  ]
  if (wrong.length === 0) return { ...options, relayUrl, appKey }
  throw new LoginError(
    'Client.InvalidConfiguration',
    `${wrong.join(' and ')} must be left out: WeChat lets a plugin's requests go to the domains on the plugin's own list only. ` +
      'For a relay of your own, give configure() a function as transport.',
    { stage: 'configuration', retryable: false },
  )
}

const isAnother = (given: unknown, provided: string) => (given ?? provided) !== provided

const withoutSlash = (url: unknown) => (typeof url === 'string' ? url.replace(/\/+$/, '') : url)
