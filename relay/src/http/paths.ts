import type { LOGIN_PATH as ContractPath } from '../../../plugin/relay-client/contract'

/** As the contract has it: types alone come from there, so the compiler holds this to it. */
export const LOGIN_PATH: typeof ContractPath = '/login'
