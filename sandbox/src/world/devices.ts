import type { Account } from './accounts'

/** A device that every user of the sandbox has. */
export interface Device {
  ProductId: string
  DeviceName: string
  /** `ProductId/DeviceName`, as the platform writes it. */
  DeviceId: string
  AliasName: string
  IconUrl: string
  /** Unix seconds. */
  CreateTime: number
  UpdateTime: number
}

const CREATED = 1_700_000_000

const device = (ProductId: string, DeviceName: string, AliasName: string): Device => ({
  ProductId,
  DeviceName,
  DeviceId: `${ProductId}/${DeviceName}`,
  AliasName,
  IconUrl: '',
  CreateTime: CREATED,
  UpdateTime: CREATED,
})

/** Two are enough to see a list, and one that is online beside one that is not. */
export const DEMO_DEVICES: readonly Device[] = [
  device('SANDBOXLAMP', 'lamp-1', '客厅灯'),
  device('SANDBOXTEMP', 'thermometer-1', '温度计'),
]

/** The demo devices, which are in the first family of every account. Who is online is the same for everybody. */
export class Devices {
  private readonly online = new Set<string>()

  constructor() {
    this.reset()
  }

  inFamily(account: Account, familyId: string): readonly Device[] {
    return account.families[0]?.FamilyId === familyId ? DEMO_DEVICES : []
  }

  find(deviceId: string): Device | undefined {
    return DEMO_DEVICES.find((known) => known.DeviceId === deviceId)
  }

  isOnline(deviceId: string): boolean {
    return this.online.has(deviceId)
  }

  setOnline(deviceId: string, online: boolean): void {
    if (online) this.online.add(deviceId)
    else this.online.delete(deviceId)
  }

  reset(): void {
    this.online.clear()
    this.online.add('SANDBOXLAMP/lamp-1')
  }
}
