import type { AppDevSdk } from 'qcloud-iotexplorer-appdev-sdk'

export interface ShownDevice {
  id: string
  name: string
  online: boolean
  /** The last properties that it reported, as text. */
  said: string
}

interface FamilyDevices {
  DeviceList: { DeviceId: string; AliasName: string }[]
}

interface Statuses {
  DeviceStatuses: { DeviceId: string; Online: number }[]
}

/** The devices of the user's first family; the SDK makes one where there is none. */
export async function listDevices(sdk: AppDevSdk): Promise<ShownDevice[]> {
  const { DeviceList } = (await sdk.requestApi('AppGetFamilyDeviceList', {
    FamilyId: 'default',
    RoomId: '',
  })) as FamilyDevices
  const ids = DeviceList.map(({ DeviceId }) => DeviceId)
  const { DeviceStatuses } = (await sdk.requestApi('AppGetDeviceStatuses', { DeviceIds: ids })) as Statuses
  const online = DeviceStatuses.filter(({ Online }) => Online === 1).map(({ DeviceId }) => DeviceId)
  return DeviceList.map(({ DeviceId, AliasName }) => ({
    id: DeviceId,
    name: AliasName,
    online: online.includes(DeviceId),
    said: '',
  }))
}

/** What `wsReport` brings. */
export interface Report {
  deviceId: string
  deviceData: Record<string, { Value: unknown }>
}

/** What `wsStatusChange` brings; 1 is online. */
export interface StatusChange {
  deviceId: string
  deviceStatus: number
}

export const reported = (devices: ShownDevice[], { deviceId, deviceData }: Report): ShownDevice[] =>
  devices.map((device) => (device.id === deviceId ? { ...device, said: asText(deviceData) } : device))

export const changed = (devices: ShownDevice[], { deviceId, deviceStatus }: StatusChange): ShownDevice[] =>
  devices.map((device) => (device.id === deviceId ? { ...device, online: deviceStatus === 1 } : device))

const asText = (properties: Report['deviceData']) =>
  Object.entries(properties)
    .map(([name, { Value }]) => `${name}: ${String(Value)}`)
    .join(', ')
