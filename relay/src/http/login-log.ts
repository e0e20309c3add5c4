import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock'
import type { RelayError } from '../errors'
import { isJsonObject } from '../json-object'
import type { Log, LogFields } from '../log'
import type { LoginJournal } from '../login/login'
import type { Report } from '../events'
import { requestIdOf } from './request-schema'

declare module 'fastify' {
  interface FastifyRequest {
    journal: LoginJournal & { startedAt: number }
    /** Set when the request was answered with an error. */
    failure: RelayError | null
  }
}

/** Gives every request a journal, so that one line can tell at the end what became of it. */
export function keepJournals(app: FastifyInstance, clock: Clock): void {
  app.decorateRequest('failure', null)
  app.decorateRequest('journal')
  app.addHook('onRequest', (request, _reply, next) => {
    request.journal = { startedAt: clock.elapsed() }
    next()
  })
}

/** Reports one login and writes its line in the log, when it has been answered. */
export function logLogin(log: Log, clock: Clock, report: Report) {
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const { startedAt, ...journal } = request.journal
    const { failure } = request
    const outcome = failure?.code ?? 'ok'
    const durationMs = clock.elapsed() - startedAt
    report({ type: 'login', outcome, durationMs, shared: journal.shared })
    const fields: LogFields = {
      requestId: requestIdOf(request),
      ...journal,
      ...codeTypeOf(request),
      outcome,
      status: reply.statusCode,
      totalMs: Math.round(durationMs),
      ...failure?.note,
      ...(failure?.code === 'WeChat.CodeInvalid' ? otherAppHint(request, journal.appId) : {}),
    }
    log(failure === null ? 'info' : failure.row.status >= 500 ? 'error' : 'warn', 'login', fields)
    next()
  }
}

/** WeChat's client writes it, and names the mini program that runs. https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const REFERER = /^https:\/\/servicewechat\.com\/(wx[0-9A-Za-z]{16})\//

/** A code that is refused belongs perhaps to the app that the Referer names; no more than a hint, since it can be forged. */
function otherAppHint({ headers }: FastifyRequest, appId: string | undefined): LogFields {
  const named = REFERER.exec(headers.referer ?? '')?.[1]
  if (named === undefined || named === appId) return {}
  return {
    hint: `The Referer names ${named}: is the code of that app? Serve it too, or send appId. In a plugin it is the host.`,
  }
}

/** Only the two words that exist: anything else is the caller's text and stays out of the log. */
function codeTypeOf({ body }: FastifyRequest): LogFields {
  const codeType = isJsonObject(body) ? body.codeType : undefined
  return codeType === 'login' || codeType === 'pluginLogin' ? { codeType } : {}
}
