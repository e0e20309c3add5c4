import type { FastifyInstance } from 'fastify'
import { instructionsFor, signatureReport } from '../explorer/signature-mistakes'
import { jsonObject } from '../upstream/json-object'
import { UsageError } from '../usage-error'
import type { World } from '../world/world'
import { Fields, required } from './fields'

/** Letters, digits and underscore, at most 32 bytes. https://cloud.tencent.com/document/product/1081/138482 */
const USER_ID = /^\w{1,32}$/

const OURS = 'This check is the sandbox’s own: what the plugin asks of the platform is not documented.'

/**
 * Whether a login of Tencent's plugin tx-iot-sdk is signed right: over exactly AppKey, Nonce, OpenID, RequestId and
 * Timestamp, without an Action. https://cloud.tencent.com/document/product/1081/138470
 *
 * It takes what a relay's `POST /tx-iot-sdk/signature` replies, whole or only its `Data`; `UserId` is signed under the name
 * `OpenID`.
 */
export function txIotSdkRoutes(app: FastifyInstance, world: World): void {
  app.post('/sandbox/tx-iot-sdk/login', ({ body }) => {
    const fields = Fields.ofBody(dataOf(body), [
      'AppKey',
      'UserId',
      'RequestId',
      'Timestamp',
      'Nonce',
      'Signature',
    ])
    const text = (name: string) => required(name, fields.text(name), `Give ${name} as a text.`)
    const integer = (name: string) =>
      required(name, fields.integer(name, 0, 2 ** 31 - 1), `Give ${name} as an integer from 0 to 2147483647.`)
    const AppKey = text('AppKey')
    const UserId = text('UserId')
    const signer = world.appByIotAppKey(AppKey)
    if (!signer)
      throw new UsageError('The sandbox has no app with this AppKey', 'Give it by POST /sandbox/app.')
    if (!USER_ID.test(UserId)) {
      throw new UsageError(
        'UserId is not usable',
        'Give 1 to 32 letters, digits and underscores. An OpenID may hold a hyphen: derive a UserId from it.',
      )
    }
    const signed = {
      AppKey,
      Nonce: integer('Nonce'),
      OpenID: UserId,
      RequestId: text('RequestId'),
      Timestamp: integer('Timestamp'),
    }
    const parameters = { ...signed, Signature: text('Signature') }
    const report = signatureReport(parameters, signer, world.apps)
    const instructions = report.valid
      ? 'Nothing: it is valid.'
      : txInstructions(parameters, UserId, signer, world)
    return { ...report, instructions, ours: OURS }
  })
}

/** Of a relay's whole reply only the `Data` is a login. */
function dataOf(body: unknown): unknown {
  const { Response } = (typeof body === 'string' && jsonObject(body)) || {}
  const { Data } = Object(Response) as { Data?: unknown }
  return Data === undefined ? body : JSON.stringify(Data)
}

/** Two mistakes that only this signature invites, before those that it shares with the other. */
function txInstructions(
  { OpenID: _, ...parameters }: Record<string, unknown>,
  UserId: string,
  signer: Parameters<typeof signatureReport>[1],
  world: World,
): string {
  const isValid = (others: Record<string, unknown>) =>
    signatureReport({ ...parameters, ...others }, signer, world.apps).valid
  if (isValid({ UserId })) return 'The user was signed as UserId: sign it as OpenID.'
  if (isValid({ OpenID: UserId, Action: 'AppGetTokenByWeiXin' })) return 'An Action was signed: leave it out.'
  return instructionsFor(signatureReport({ ...parameters, OpenID: UserId }, signer, world.apps))
}
