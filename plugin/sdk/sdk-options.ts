import type { AskWhetherRefused } from '../explorer/app-get-user'
import type { AccessToken, Session } from '../session/session'
import { isBusy } from '../session/state'
import { sdkFailure } from './sdk-failure'

/** The part of the SDK's options that concerns the login, to be spread into the others. */
export interface SdkOptions {
  /** Rejects with an {@link SdkFailure}. */
  getAccessToken: () => Promise<AccessToken>
  /** The session keeps the token, by AppKey and until logout; the SDK's own cache knows neither. */
  enableAccessTokenCache: false
  /** Base URL of the application API, with the slash at its end that the SDK needs. */
  apiUrl: string
}

interface SdkPorts {
  isRefused: AskWhetherRefused
  newRequestId: () => string
  apiUrl: string
}

/**
 * The SDK never says why it asks for a token: at its start, because the one it has was refused, or as the fifth of
 * five calls that met the same refusal. So nothing is guessed from being asked. A token that was not obtained for
 * this very question is shown to the platform first, and is replaced only if the platform refuses it.
 */
export function sdkOptionsFor(session: Session, { isRefused, newRequestId, apiUrl }: SdkPorts): SdkOptions {
  let asked: Promise<AccessToken> | undefined

  async function goodToken(): Promise<AccessToken> {
    const { isNew, ...token } = await obtainFrom(session)
    if (isNew) return token
    if (await isRefused(token.Token, newRequestId())) await session.invalidate(token.Token)
    // Not if the user signed out in the meantime; the session then says so.
    else if (session.state !== 'signed-out') return token
    return session.getAccessToken()
  }

  async function answer(): Promise<AccessToken> {
    try {
      return await goodToken()
    } catch (error) {
      return await sdkFailure(error)
    } finally {
      asked = undefined
    }
  }

  return {
    getAccessToken: () => {
      asked ??= answer()
      return asked
    },
    enableAccessTokenCache: false,
    apiUrl,
  }
}

/** The session's token, and whether it was obtained just now or had been there before. */
async function obtainFrom(session: Session): Promise<AccessToken & { isNew: boolean }> {
  await session.restored()
  let isNew = false
  let wasBusy = false
  const unsubscribe = session.onChange(({ state, error }) => {
    // With an error, it is the old token that is still good although its renewal failed.
    isNew ||= wasBusy && state === 'ready' && error === undefined
    wasBusy = isBusy(state)
  })
  try {
    const { Token, ExpireAt } = await session.getAccessToken()
    return { Token, ExpireAt, isNew }
  } finally {
    unsubscribe()
  }
}
