import type { FastifyInstance } from 'fastify'
import type {
  ACCOUNT_DELETION_PATH as ContractPath,
  AccountDeletionData,
} from '../../../plugin/relay-client/contract'
import { addProvenRoute, type ProvenRouteDependencies } from '../account/proven-route'
import type { DeleteAccount } from './delete-account'

const PATH: typeof ContractPath = '/account-deletion'

const dataSchema = {
  type: 'object',
  required: ['DeleteAt'],
  properties: { DeleteAt: { type: 'integer' } },
} as const

export interface DeletionRouteDependencies extends ProvenRouteDependencies {
  deleteAccount: DeleteAccount
}

/** `POST /account-deletion`: the proof in, the date of the deletion out. */
export function addDeletionRoute(
  app: FastifyInstance,
  { deleteAccount, ...around }: DeletionRouteDependencies,
): void {
  addProvenRoute<AccountDeletionData>(
    app,
    { path: PATH, event: 'account-deletion', dataSchema, work: deleteAccount },
    around,
  )
}
