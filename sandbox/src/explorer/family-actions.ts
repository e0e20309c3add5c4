import { Refusal } from './refusal'
import { checkRequired } from './required-parameters'
import type { TokenAction } from './token-action'

/** The documents say at most 50; the official SDK sends 100 and is served. */
const MOST_FAMILIES_A_PAGE = 100
const DEFAULT_LIMIT = 50

/** https://cloud.tencent.com/document/product/1081/40811 */
const appGetFamilyList: TokenAction = (_, { account }, parameters) => {
  const offset = wholeNumber(parameters, 'Offset', 0, Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(parameters, 'Limit', DEFAULT_LIMIT, MOST_FAMILIES_A_PAGE)
  return { FamilyList: account.families.slice(offset, offset + limit), Total: account.families.length }
}

const appCreateFamily: TokenAction = ({ world }, { account }, parameters) => {
  checkRequired(parameters, { Name: 'text' })
  return { Data: { FamilyId: world.accounts.createFamily(account, parameters.Name).FamilyId } }
}

function wholeNumber(parameters: Record<string, unknown>, name: string, absent: number, max: number): number {
  const value = parameters[name] ?? absent
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    throw new Refusal(
      'InvalidParameterValue',
      `参数 ${name} 无效 (${name} must be an integer from 0 to ${max})`,
    )
  }
  return value
}

export const familyActions = { AppGetFamilyList: appGetFamilyList, AppCreateFamily: appCreateFamily }
