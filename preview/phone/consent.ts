import type { Filling } from '../filling'
import { WxError } from './wx/settle'

/** How the mini program answers for the user. */
type Answer = (given: { event: string; buttonId?: string }) => void
type NeedListener = (resolve: Answer) => void

/** The user's consent to the privacy guideline. */
export interface Consent {
  isGiven(): boolean
  /** Asks where it has to; rejects with WeChat's errno when there is no consent. */
  require(): Promise<void>
  /** The last one that registers is asked in place of WeChat's own dialog. */
  onNeeded: (listener: NeedListener) => void
}

const NOT_DECLARED = 112
const REFUSED = 104
/** For so long after a refusal WeChat fails at once, without asking again. */
const SILENT_MILLISECONDS = 10_000

/**
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 *
 * @param ask WeChat's own dialog
 */
export function createConsent(
  privacy: Filling['privacy'],
  ask: () => Promise<boolean>,
  now: () => number = Date.now,
): Consent {
  let given = privacy === 'agreed'
  let refusedAt = -Infinity
  let listener: NeedListener | undefined

  const asked = () =>
    listener === undefined
      ? ask()
      : new Promise<boolean>((resolve) => {
          listener?.(({ event }) => {
            resolve(event === 'agree')
          })
        })

  return {
    isGiven: () => given,
    async require() {
      if (privacy === 'undeclared') {
        throw new WxError('api scope is not declared in the privacy agreement', NOT_DECLARED)
      }
      if (given) return
      if (now() - refusedAt >= SILENT_MILLISECONDS) {
        given = await asked()
        if (!given) refusedAt = now()
      }
      if (!given) throw new WxError('privacy permission is not authorized', REFUSED)
    },
    onNeeded(registered) {
      listener = registered
    },
  }
}

let current: Consent | undefined

/** For the built-in components, which know no `wx`. */
export function consent(): Consent {
  if (current === undefined) throw new Error('The phone has not been started')
  return current
}

export function installConsent(made: Consent): void {
  current = made
}
