import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock'
import { describeBug, type Log, type LogFields } from '../log'
import { RelayError } from '../errors'
import { LastingStoreFailure } from '../lasting/lasting-store'
import type { Apps } from '../login/login'
import type { PushSecrets, RegisteredApp } from '../registered-app'
import type { ForgetProfile } from './forget-profile'
import { readProfileEvent } from './profile-event'
import { decrypted, isSigned, readMessage, type PushQuery } from './push-message'

const PATH = '/wechat/events'

/** Longest message, bytes. Those of events have a few hundred. */
const MESSAGE_BYTES = 65_536

/** What is echoed: nothing that a browser could take for a page. */
const ECHO = /^[\w-]{1,128}$/

export interface EventsRoutesDependencies {
  apps: Apps
  forget: ForgetProfile
  log: Log
  clock: Clock
}

type AppWithPush = RegisteredApp & { push: PushSecrets }

/**
 * `GET` and `POST /wechat/events`, WeChat's message push: the proof that the server knows the token, and messages. WeChat
 * takes `success` within five seconds, or sends a message again, three times at most.
 */
export function addEventsRoutes(app: FastifyInstance, { apps, forget, log }: EventsRoutesDependencies): void {
  /** Two apps may have one token; the AppID of the message tells them apart. */
  const signedFor = ({ signature, timestamp, nonce }: PushQuery): AppWithPush[] =>
    [...apps.values()].filter(
      (each): each is AppWithPush =>
        each.push !== undefined && isSigned(signature, each.push, [timestamp ?? '', nonce ?? '']),
    )

  /** The message, and the app that it came by; undefined where it is not WeChat's. */
  function opened(query: PushQuery, body: string): { message: string; receiver: string } | undefined {
    for (const { appId, push } of signedFor(query)) {
      // Where there is a key, a message in plain is somebody else's: its signature does not cover it.
      if (push.aesKey === undefined) return { message: body, receiver: appId }
      const { Encrypt = '' } = readMessage(body)
      if (isSigned(query.msg_signature, push, [query.timestamp ?? '', query.nonce ?? '', Encrypt])) {
        const message = decrypted(Encrypt, push, appId)
        if (message !== undefined) return { message, receiver: appId }
      }
    }
    return undefined
  }

  // Of their own scope, since no other route reads these kinds of body.
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: MESSAGE_BYTES },
      (_request, body, parsed) => parsed(null, body),
    )
    const tell = (requestId: string, outcome: string, status: number, more: LogFields = {}): void =>
      log(status < 400 ? 'info' : status < 500 ? 'warn' : 'error', 'wechat-event', {
        requestId,
        outcome,
        status,
        ...more,
      })

    scope.get<{ Querystring: PushQuery & { echostr?: string } }>(PATH, async ({ query, id }, reply) => {
      const { echostr = '' } = query
      const isRight = ECHO.test(echostr) && signedFor(query).length > 0
      tell(id, isRight ? 'verified' : 'signature', isRight ? 200 : 401, isRight ? {} : { hint: WRONG_TOKEN })
      return reply
        .code(isRight ? 200 : 401)
        .type('text/plain')
        .send(isRight ? echostr : '')
    })

    scope.post<{ Querystring: PushQuery; Body: string | undefined }>(PATH, async (request, reply) => {
      const { id } = request
      const found = opened(request.query, request.body ?? '')
      if (found === undefined) {
        tell(id, 'signature', 401, { hint: WRONG_TOKEN })
        return reply.code(401).type('text/plain').send('')
      }
      const event = readProfileEvent(readMessage(found.message), found.receiver)
      if (event === undefined) return reply.type('text/plain').send('success')
      try {
        const outcome = await forget(event)
        tell(id, outcome, 200, outcome === 'other-app' ? { hint: OTHER_APP } : { appId: event.appId })
        return await reply.type('text/plain').send('success')
      } catch (error) {
        tell(id, 'failed', 503, reasonOf(error))
        return reply.code(503).type('text/plain').send('')
      }
    })
    done()
  })
}

const WRONG_TOKEN =
  'Not signed by the token of any app: compare WECHAT_PUSH_TOKEN and WECHAT_PUSH_AES_KEY with the message push settings.'
const OTHER_APP = 'The event is of an app that this relay does not serve: add it.'

function reasonOf(error: unknown): LogFields {
  if (error instanceof LastingStoreFailure) return { hint: error.hint }
  if (error instanceof RelayError) return { ...error.note, outcome: error.code }
  return describeBug(error)
}
