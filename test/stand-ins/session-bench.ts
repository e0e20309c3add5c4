import { tokenApi } from '../../plugin/explorer/token-api'
import { wxLogin } from '../../plugin/identity/wx-login'
import { deletionMarker } from '../../plugin/relay-client/mark-deletion'
import { relayClient } from '../../plugin/relay-client/relay-client'
import { wxTransport } from '../../plugin/relay-client/wx-transport'
import { accountSession, type AccountPorts } from '../../plugin/session/account-session'
import { createKeptConsent } from '../../plugin/session/kept-consent'
import type { Session } from '../../plugin/session/session'
import { createSessionCore, type CorePorts } from '../../plugin/session/session-core'
import { sessionRecordStore } from '../../plugin/session/session-record'
import { createSharedRecord } from '../../plugin/session/shared-record'
import { wxStorage } from '../../plugin/session/wx-storage'
import { installFakeWx, type FakeWx } from './fake-wx'
import { fixedClock, type FixedClock } from './fixed-clock'

type SessionPorts = CorePorts & AccountPorts

export interface SessionBench {
  phone: FakeWx
  clock: FixedClock
  /** A session over this phone. The second one is what a restart of the app finds. */
  open(different?: Partial<SessionPorts>): Session
  /** What the phone keeps for the session. */
  stored(): unknown
  /** Puts something into the place of what the phone keeps. */
  store(record: unknown): void
}

export const CODE_TIMEOUT = 10_000
export const REQUEST_TIMEOUT = 15_000
const KEY = 'iot-login:v1:app-key'

/** The real parts of a session on a fake phone, with a clock and request ids of the test's own. */
export function sessionBench(): SessionBench {
  const phone = installFakeWx()
  const clock = fixedClock()
  let ids = 0
  return {
    phone,
    clock,
    open: (different) => {
      const shared = createSharedRecord(sessionRecordStore(wxStorage(true), 'app-key'), false)
      const transport = wxTransport(REQUEST_TIMEOUT, 'exchange')
      const ports: SessionPorts = {
        identify: wxLogin(CODE_TIMEOUT),
        exchange: relayClient('https://relay.example.com', transport),
        markDeletion: deletionMarker('https://relay.example.com', transport),
        transport,
        tokenApi: tokenApi('https://iot.example.com/tokenapi', wxTransport(REQUEST_TIMEOUT, 'profile')),
        shared,
        consent: createKeptConsent(shared, wxStorage(false), 'app-key', clock.now),
        now: clock.now,
        newRequestId: () => `request-${(ids += 1)}`,
        renewBefore: 300,
        ...different,
      }
      return accountSession(createSessionCore(ports), ports)
    },
    stored: () => phone.storage.entries.get(KEY)?.data,
    store: (record) => {
      phone.storage.entries.set(KEY, { data: record, encrypt: true })
    },
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  await jest.advanceTimersByTimeAsync(0)
}
