import type { FastifyInstance } from 'fastify'
import type { SandboxClock } from '../clock'
import { deliverEvent, verifyServer, type Acknowledgement, type Delivery } from '../push/deliver-event'
import { mediaCheckEvent, profileEvent, PROFILE_EVENTS, SUGGESTIONS } from '../push/wechat-event'
import type { EventFields } from '../push/event-body'
import { isServedHost } from '../served-hosts'
import { noSuchApp, UsageError } from '../usage-error'
import { DEFAULT_USER } from '../world/wechat-codes'
import type { World } from '../world/world'
import { Fields, required } from './fields'
import { withoutAbsent } from './read-fault'

export interface EventParts {
  world: World
  clock: SandboxClock
  /** Names to which events may go besides `localhost` and addresses. */
  hosts: readonly string[]
}

const DELIVERY = ['url', 'token', 'appId', 'mode', 'encodingAesKey', 'format', 'spoil', 'times']
const PROFILE = ['event', 'user', 'revokeInfo', 'hostAppId', 'withoutOpenId']
/** WeChat sends what was not acknowledged again, up to three times in all. */
const MOST_ATTEMPTS = 3
const AES_KEY = /^[0-9A-Za-z]{43}$/

/** Signs and sends what WeChat's message push would, to a server of this machine. */
export function eventRoutes(app: FastifyInstance, parts: EventParts): void {
  const { world, clock } = parts
  const now = () => String(clock.seconds())

  app.post('/sandbox/wechat-events/verify', async ({ body }) => {
    const fields = Fields.ofBody(body, DELIVERY)
    return verifyServer(deliveryOf(parts, fields), now())
  })

  app.post('/sandbox/wechat-events', async ({ body }) => {
    const fields = Fields.ofBody(body, [...DELIVERY, ...PROFILE])
    const delivery = deliveryOf(parts, fields)
    const event = profileEvent({
      event: required(
        'event',
        fields.oneOf('event', PROFILE_EVENTS),
        `Give one of: ${PROFILE_EVENTS.join(', ')}.`,
      ),
      user: fields.text('user', 64) ?? DEFAULT_USER,
      appId: delivery.secrets.appId,
      revokeInfo: fields.text('revokeInfo', 64) ?? '6',
      withoutOpenId: fields.truth('withoutOpenId') ?? false,
      at: clock.seconds(),
      ...withoutAbsent({ hostAppId: fields.text('hostAppId', 64) }),
    })
    return { event, deliveries: await deliverAll(delivery, event, fields, now()) }
  })

  app.post('/sandbox/media-checks', async ({ body }) => {
    const fields = Fields.ofBody(body, [...DELIVERY, 'traceId', 'suggest'])
    const known = world.mediaChecks.list().map(({ traceId }) => traceId)
    const check = world.mediaChecks.find(fields.text('traceId') ?? known.at(-1) ?? '')
    if (!check)
      throw new UsageError(
        'There is no such check',
        `Give traceId as one of: ${known.join(', ') || 'none yet'}.`,
      )
    const event = mediaCheckEvent(check, fields.oneOf('suggest', SUGGESTIONS) ?? 'pass', clock.seconds())
    return { event, deliveries: await deliverAll(deliveryOf(parts, fields), event, fields, now()) }
  })
}

/** As often as was asked for, whatever comes back; and each time again while it is not acknowledged. */
async function deliverAll(
  delivery: Delivery,
  event: EventFields,
  fields: Fields,
  timestamp: string,
): Promise<Acknowledgement[]> {
  const made: Acknowledgement[] = []
  for (let time = 0; time < (fields.integer('times', 1, 10) ?? 1); time++) {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const answer = await deliverEvent(delivery, event, timestamp)
      made.push(answer)
      if (answer.acknowledged) break
    }
  }
  return made
}

function deliveryOf({ world, hosts }: EventParts, fields: Fields): Delivery {
  const url = required('url', fields.text('url', 500), 'Give the address of the server that is told.')
  if (!URL.canParse(url) || !isServedHost(new URL(url).host, hosts)) {
    throw new UsageError(
      'url is not usable',
      'Give an address at localhost, at an IP address, or at a name that ALLOWED_HOSTS has.',
    )
  }
  const appId = fields.text('appId', 64) ?? world.apps[0]?.appId ?? ''
  if (!world.appByAppId(appId)) throw noSuchApp(appId, world.apps)
  const mode = fields.oneOf('mode', ['plain', 'aes']) ?? 'plain'
  const encodingAesKey = fields.text('encodingAesKey', 64)
  if (mode === 'aes' && !AES_KEY.test(encodingAesKey ?? '')) {
    throw new UsageError('encodingAesKey is not usable', 'For the AES mode give its 43 letters and digits.')
  }
  return {
    url,
    secrets: withoutAbsent({
      token: required('token', fields.text('token', 64), 'Give the token of the message push settings.'),
      encodingAesKey,
      appId,
    }),
    mode,
    format: fields.oneOf('format', ['xml', 'json']) ?? 'xml',
    ...withoutAbsent({ spoil: fields.oneOf('spoil', ['signature', 'msg_signature']) }),
  }
}
