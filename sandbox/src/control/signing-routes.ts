import type { FastifyInstance } from 'fastify'
import { instructionsFor, signatureReport } from '../explorer/signature-mistakes'
import type { SandboxApp } from '../options'
import { UsageError } from '../usage-error'
import type { World } from '../world/world'
import { Fields, required } from './fields'
import { withoutAbsent } from './read-fault'

/** Gives an app other secrets, and checks a signature that was made elsewhere. */
export function signingRoutes(app: FastifyInstance, world: World): void {
  app.post('/sandbox/app', ({ body }) => {
    const fields = Fields.ofBody(body, ['appId', 'appSecret', 'iotAppKey', 'iotAppSecret', 'hasUnionId'])
    const changes = withoutAbsent({
      appSecret: fields.text('appSecret'),
      iotAppKey: fields.text('iotAppKey'),
      iotAppSecret: fields.text('iotAppSecret'),
      hasUnionId: fields.truth('hasUnionId'),
    })
    const { appId, iotAppKey, hasUnionId = false } = world.changeApp(fields.text('appId'), changes)
    return { app: { appId, iotAppKey, hasUnionId } }
  })

  app.post('/sandbox/signature', ({ body }) => {
    const fields = Fields.ofBody(body, ['parameters', 'secret'])
    const parameters = required(
      'parameters',
      fields.object('parameters'),
      'Give the parameters of a request, its Signature among them.',
    )
    const signer = signerOf(world, parameters['AppKey'], fields.text('secret'))
    const report = signatureReport(parameters, signer, world.apps)
    return { ...report, instructions: report.valid ? 'Nothing: it is valid.' : instructionsFor(report) }
  })
}

/** The app whose secret is gone by, or one that has the secret which was given. */
function signerOf(world: World, appKey: unknown, secret: string | undefined): SandboxApp {
  const known = typeof appKey === 'string' ? world.appByIotAppKey(appKey) : undefined
  if (secret !== undefined) {
    return { appId: '', appSecret: '', iotAppKey: String(appKey), ...known, iotAppSecret: secret }
  }
  if (known !== undefined) return known
  const appKeys = world.apps.map(({ iotAppKey }) => iotAppKey).join(', ')
  throw new UsageError('The sandbox has no app with this AppKey', `Use ${appKeys}, or give the secret too.`)
}
