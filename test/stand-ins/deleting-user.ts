import type { Sandbox } from '../../sandbox/src'
import { answerOf, postLogin, type LoginAnswer } from './running-relay'

/** One person with phones, as far as a relay hears of them. */
export interface DeletingUser {
  /** As a silent login of any of the phones, unless `cancelDeletion` is among the fields. */
  logIn(url: string, fields?: object): Promise<LoginAnswer>
  /** What a phone does first when the account is to be deleted. */
  noteDeletion(url: string, fields?: object): Promise<LoginAnswer>
  /** What it does then: IoT Explorer is asked. */
  askPlatform(): void
  /** Whether IoT Explorer still is about to delete the account. */
  isPending(): boolean
}

export function deletingUser(sandbox: Sandbox, user = 'ann'): DeletingUser {
  const codeOf = () => ({ code: sandbox.mintCode({ user }).code })
  const account = () =>
    sandbox.world.accounts.list().find(({ wxOpenId }) => sandbox.world.userBehind(wxOpenId) === user)
  return {
    logIn: (url, fields = {}) => postLogin(url, { ...codeOf(), ...fields }),
    noteDeletion: (url, fields = {}) => postDeletion(url, { ...codeOf(), ...fields }),
    askPlatform() {
      const found = account()
      if (found === undefined) throw new Error(`${user} has no account`)
      sandbox.world.accounts.askDeletion(found)
    },
    isPending: () => account()?.deletionAskedAt !== undefined,
  }
}

/** Posts the deletion of an account. */
export async function postDeletion(url: string, body: object): Promise<LoginAnswer> {
  const headers = { 'content-type': 'application/json' }
  return answerOf(
    await fetch(`${url}/account-deletion`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}
