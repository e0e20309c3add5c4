import type { FastifyInstance } from 'fastify'
import type { TxIotSdkSignatureData, TxIotSdkSignaturePath } from '../../../plugin/relay-client/contract'
import { addProvenRoute, type ProvenRouteDependencies } from '../account/proven-route'
import type { SignLogin } from './sign-login'

const PATH: TxIotSdkSignaturePath = '/tx-iot-sdk/signature'

const dataSchema = {
  type: 'object',
  required: ['AppKey', 'UserId', 'RequestId', 'Timestamp', 'Nonce', 'Signature'],
  properties: {
    AppKey: { type: 'string' },
    UserId: { type: 'string' },
    RequestId: { type: 'string' },
    Timestamp: { type: 'integer' },
    Nonce: { type: 'integer' },
    Signature: { type: 'string' },
  },
} as const

export interface SignatureRouteDependencies extends ProvenRouteDependencies {
  signLogin: SignLogin
}

/** `POST /tx-iot-sdk/signature`: the proof in, a signed login out. */
export function addSignatureRoute(
  app: FastifyInstance,
  { signLogin, ...around }: SignatureRouteDependencies,
): void {
  addProvenRoute<TxIotSdkSignatureData>(
    app,
    { path: PATH, event: 'tx-iot-sdk-signature', dataSchema, work: signLogin },
    around,
  )
}
