import { withDeadline } from '../deadline'
import type { TokenApi } from '../explorer/token-api'

/** Milliseconds that a logout waits for IoT Explorer. */
const TIMEOUT = 3000

/** Lets IoT Explorer end the token. Only tried: without a network too, a user who signs out is signed out. */
export async function tellLogout(tokenApi: TokenApi, token: string, requestId: string): Promise<void> {
  const asked = tokenApi('AppLogoutUser', token, requestId)
  await withDeadline(asked, TIMEOUT, () => new Error('No answer in time')).catch(() => undefined)
}
