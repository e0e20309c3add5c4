import type { FastifyInstance } from 'fastify'
import type { SandboxClock } from '../clock'
import type { Envelope } from '../explorer/envelope'
import type { FaultQueue } from '../faults'
import type { Journal } from '../journal'
import { UsageError } from '../usage-error'
import type { World } from '../world/world'
import { worldSnapshot } from '../world/world-snapshot'
import { Fields, required } from './fields'
import { readFault, withoutAbsent } from './read-fault'

export interface ControlledParts {
  world: World
  clock: SandboxClock
  faults: FaultQueue
  journal: Journal
  envelope: Envelope
  reset(): void
}

const FURTHEST_SECONDS = 100 * 366 * 24 * 60 * 60
/** Beyond this a moment is surely meant in milliseconds. */
const LATEST_MOMENT_SECONDS = 99_999_999_999

/** The sandbox's own powers, below `/sandbox/`. No platform has anything like them. */
export function controlRoutes(app: FastifyInstance, parts: ControlledParts): void {
  const { world, clock, faults, journal, envelope } = parts

  app.post('/sandbox/codes', ({ body }) => {
    const fields = Fields.ofBody(body, ['user', 'appId', 'codeType', 'hostAppId'])
    return world.codes.mint(
      withoutAbsent({
        user: fields.text('user', 64),
        appId: fields.text('appId', 64),
        codeType: fields.oneOf('codeType', ['login', 'pluginLogin']),
        hostAppId: fields.text('hostAppId', 64),
      }),
    )
  })

  app.get('/sandbox/faults', () => ({ faults: faults.list() }))
  app.post('/sandbox/faults', ({ body }) => ({ fault: faults.add(readFault(body)), faults: faults.list() }))
  app.delete('/sandbox/faults', () => {
    faults.clear()
    return { faults: faults.list() }
  })

  const time = () => ({ now: clock.seconds(), iso: new Date(clock.milliseconds()).toISOString() })
  app.get('/sandbox/clock', time)
  app.post('/sandbox/clock', ({ body }) => {
    const fields = Fields.ofBody(body, ['advanceSeconds', 'now'])
    const advance = fields.integer('advanceSeconds', -FURTHEST_SECONDS, FURTHEST_SECONDS)
    const now = fields.integer('now', 0, LATEST_MOMENT_SECONDS)
    if ((advance === undefined) === (now === undefined)) {
      throw new UsageError(
        'Which way to move the clock?',
        'Give either advanceSeconds or now (Unix seconds).',
      )
    }
    if (advance !== undefined) clock.advance(advance)
    if (now !== undefined) clock.set(now)
    return time()
  })

  app.get('/sandbox/world', () => worldSnapshot(world, clock))

  app.post('/sandbox/tokens/revoke', ({ body }) => {
    const fields = Fields.ofBody(body, ['user', 'token'])
    const [user, token] = [fields.text('user'), fields.text('token')]
    if ((user === undefined) === (token === undefined)) {
      throw new UsageError('Which tokens to revoke?', 'Give either user (a name or a UserID) or token.')
    }
    return {
      revoked: user === undefined ? world.accessTokens.revoke(token ?? '') : world.revokeTokensOf(user),
    }
  })

  app.post('/sandbox/envelope', ({ body }) => {
    const form = Fields.ofBody(body, ['form']).oneOf('form', ['code', 'Response'])
    envelope.form = required('form', form, 'Give one of: code, Response.')
    return { form: envelope.form }
  })

  app.get('/sandbox/journal', ({ url }) => {
    return journal.since(Fields.ofQuery(url, ['since']).integer('since', 0, Number.MAX_SAFE_INTEGER))
  })

  app.post('/sandbox/reset', ({ body }) => {
    Fields.ofBody(body, [])
    parts.reset()
    return { reset: true }
  })
}
