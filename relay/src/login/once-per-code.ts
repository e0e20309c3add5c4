import type { CodeType } from '../../../plugin/relay-client/contract'
import { relayError } from '../errors'
import { parseJsonObject } from '../json-object'
import type { RegisteredApp } from '../registered-app'
import { Secret } from '../secret'
import type { Vault } from '../shared/vault'
import type { Deadline } from './deadline'
import type { IssuedToken } from './ports'
import { takeTurn, type Decide, type TurnDependencies } from './turn'

/** A code is good for five minutes, so after that WeChat itself refuses it. */
const CODE_LIFE_MS = 300_000

export interface CodeQuestion {
  app: RegisteredApp
  codeType: CodeType
  code: string
  requestId: string
  deadline: Deadline
}

export interface CodeWork {
  /** Who the user is, when this code was exchanged before and the login then came no further. */
  known?: Secret
  /** Notes that the code is spent, and what it was spent for. */
  remember: (wxOpenId: Secret) => Promise<void>
}

/** How an answer came about without asking WeChat. */
export type Repeat = 'joined' | 'replayed' | 'resumed'

/** Does the work for a code, or answers without: see `createOncePerCode`. */
export type OncePerCode = (
  question: CodeQuestion,
  note: (how: Repeat) => void,
  work: (work: CodeWork) => Promise<IssuedToken>,
) => Promise<IssuedToken>

export interface OncePerCodeDependencies extends TurnDependencies {
  vaultOf: (app: RegisteredApp) => Vault
  /** How long the same question gets the same answer, milliseconds; 0 for never. */
  replayMs: number
}

/**
 * One code, one exchange, on however many copies. The same code with the same request id is a caller who lost the
 * reply: it gets the first answer, or waits for it; where the first came no further than the exchange, it goes on
 * from there. With another request id it gets `WeChat.CodeUsed`, and WeChat is not asked.
 *
 * A code whose exchange failed is as if it had not been seen: whether it is still good, WeChat knows best.
 */
export function createOncePerCode(dependencies: OncePerCodeDependencies): OncePerCode {
  const { store, vaultOf, replayMs } = dependencies
  const underWay = new Map<string, { asker: string; answer: Promise<IssuedToken> }>()

  const once: OncePerCode = async ({ app, codeType, code, requestId, deadline }, note, work) => {
    const vault = vaultOf(app)
    const key = vault.nameOf('code', app.appId, codeType, code)
    const asker = vault.nameOf('asker', requestId)
    const keptKey = vault.nameOf('answer', app.appId, codeType, code, requestId)
    const keep = async (kept: Kept): Promise<void> => {
      if (replayMs > 0) await store.set(keptKey, vault.seal(keptKey, JSON.stringify(kept)), replayMs)
    }
    const recall = async (): Promise<Kept | undefined> => {
      const sealed = replayMs > 0 ? await store.get(keptKey) : undefined
      const text = sealed === undefined ? undefined : vault.open(keptKey, sealed)
      return text === undefined ? undefined : (parseJsonObject(text) as Kept | undefined)
    }

    async function answer(): Promise<IssuedToken> {
      let before: Kept | undefined
      const decide: Decide<IssuedToken> = async (other) => {
        if (other !== undefined && other.asker !== asker) throw relayError('WeChat.CodeUsed')
        if (other?.state === 'running') return 'wait'
        before = await recall()
        if (before === undefined) throw relayError('WeChat.CodeUsed')
        return before.issued === undefined ? 'take' : { answer: before.issued }
      }
      const turn = await takeTurn(dependencies, key, { asker }, deadline, decide)
      if ('answer' in turn) {
        note('replayed')
        return turn.answer
      }
      // A copy that died has perhaps left what it came to know.
      before ??= await recall()
      let isSpent = before !== undefined
      try {
        if (before !== undefined) note(before.issued === undefined ? 'resumed' : 'replayed')
        const issued =
          before?.issued ??
          (await work({
            ...(before === undefined ? {} : { known: new Secret(before.wxOpenId) }),
            async remember(wxOpenId) {
              isSpent = true
              before = { wxOpenId: wxOpenId.reveal() }
              await keep(before)
            },
          }))
        await keep({ wxOpenId: before?.wxOpenId ?? '', issued })
        return issued
      } finally {
        await (isSpent ? turn.end({}, CODE_LIFE_MS) : turn.giveBack())
      }
    }

    const first = underWay.get(key)
    if (first !== undefined) {
      if (first.asker !== asker) throw relayError('WeChat.CodeUsed')
      note('joined')
      return first.answer
    }
    const promise = answer().finally(() => underWay.delete(key))
    underWay.set(key, { asker, answer: promise })
    return promise
  }
  return once
}

/** What is kept of a code for the one who asked with it, always sealed. */
interface Kept {
  wxOpenId: string
  issued?: IssuedToken
}
