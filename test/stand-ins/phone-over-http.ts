import { silentLogin } from '../../plugin/components/login-button/silent-login'
import type { LoginError } from '../../plugin/errors'
import { tokenApi } from '../../plugin/explorer/token-api'
import { deletionMarker } from '../../plugin/relay-client/mark-deletion'
import { relayClient } from '../../plugin/relay-client/relay-client'
import type { Transport } from '../../plugin/relay-client/transport'
import { accountSession } from '../../plugin/session/account-session'
import { createKeptConsent } from '../../plugin/session/kept-consent'
import type { Session } from '../../plugin/session/session'
import { createSessionCore } from '../../plugin/session/session-core'
import { sessionRecordStore } from '../../plugin/session/session-record'
import { createSharedRecord } from '../../plugin/session/shared-record'
import type { Storage } from '../../plugin/session/storage'
import type { Sandbox } from '../../sandbox/src'

const APP_KEY = 'app-key'

const overHttp: Transport = async (url, body) => {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: reply.status, body: await reply.json() }
}

function inMemory(): Storage {
  const entries = new Map<string, unknown>()
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => Promise.resolve(void entries.set(key, structuredClone(value))),
    remove: (key) => Promise.resolve(void entries.delete(key)),
  }
}

/** A phone whose storage outlives its app, with the real session in it and real requests. */
export interface PhoneOverHttp {
  /** The app is started: a session for a relay, of which the storage is all that is left from before. */
  start(relayUrl: string): Session
  /** A button with `silent` is shown: what becomes of it. */
  logInSilently(session: Session): Promise<string>
}

export function phoneOverHttp(sandbox: Sandbox, user: string): PhoneOverHttp {
  const storage = inMemory()
  const explorer = `${sandbox.relayEnvironment().IOT_API_URL}/tokenapi`
  let ids = 0
  return {
    start(relayUrl) {
      const shared = createSharedRecord(sessionRecordStore(storage, APP_KEY), false)
      const ports = {
        identify: () =>
          Promise.resolve({
            code: sandbox.mintCode({ user }).code,
            codeType: 'login',
            source: 'wx.login',
          } as const),
        exchange: relayClient(relayUrl, overHttp),
        markDeletion: deletionMarker(relayUrl, overHttp),
        tokenApi: tokenApi(explorer, overHttp),
        transport: overHttp,
        shared,
        consent: createKeptConsent(shared, storage, APP_KEY, Date.now),
        now: Date.now,
        newRequestId: () => `${user}-${(ids += 1)}`,
        renewBefore: 300,
      }
      return accountSession(createSessionCore(ports), ports)
    },
    logInSilently: (session) =>
      new Promise((resolve) => {
        const silent = silentLogin({
          onToken: () => end('logged in'),
          onError: ({ code }: LoginError) => end(code),
        })
        const end = (outcome: string): void => {
          silent.keep(undefined)
          resolve(outcome)
        }
        silent.keep(session)
      }),
  }
}
