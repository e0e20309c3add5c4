import { Refusal } from './refusal'
import { checkRequired } from './required-parameters'
import type { TokenAction } from './token-action'

/**
 * The two demo devices, in the user's first family. The page demands a RoomId; the official demo sends none, so it
 * may be left out. https://cloud.tencent.com/document/product/1081/40803
 */
const appGetFamilyDeviceList: TokenAction = ({ world }, { account }, parameters) => {
  checkRequired(parameters, { FamilyId: 'text' })
  const { FamilyId } = parameters
  if (!account.families.some((family) => family.FamilyId === FamilyId)) {
    throw new Refusal('InvalidParameterValue', '参数 FamilyId 无效 (this user has no such family)')
  }
  const list = world.devices.inFamily(account, FamilyId)
  return {
    DeviceList: list.map((device) => ({ ...device, UserID: account.userId, FamilyId, RoomId: '' })),
    Total: list.length,
  }
}

/** Its shape is what the official demo reads; unknown ids are left out. */
const appGetDeviceStatuses: TokenAction = ({ world }, _, parameters) => {
  const ids = parameters['DeviceIds']
  if (!Array.isArray(ids)) {
    throw new Refusal('InvalidParameterValue', '参数 DeviceIds 无效 (DeviceIds must be a list of DeviceId)')
  }
  const known = ids.filter(
    (id): id is string => typeof id === 'string' && world.devices.find(id) !== undefined,
  )
  return {
    DeviceStatuses: known.map((DeviceId) => ({ DeviceId, Online: world.devices.isOnline(DeviceId) ? 1 : 0 })),
  }
}

export const deviceActions = {
  AppGetFamilyDeviceList: appGetFamilyDeviceList,
  AppGetDeviceStatuses: appGetDeviceStatuses,
}
