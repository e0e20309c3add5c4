import type { FastifyInstance } from 'fastify'
import { UsageError } from '../usage-error'
import type { Subscriptions } from '../websocket/subscriptions'
import { DEMO_DEVICES } from '../world/devices'
import type { World } from '../world/world'
import { Fields, required } from './fields'

/** Lets a demo device report something, or come and go, as `POST /sandbox/devices` asks. */
export function deviceRoutes(app: FastifyInstance, world: World, subscriptions: Subscriptions): void {
  app.get('/sandbox/devices', () => ({
    devices: DEMO_DEVICES.map(({ DeviceId, AliasName }) => ({
      DeviceId,
      AliasName,
      online: world.devices.isOnline(DeviceId),
    })),
  }))

  app.post('/sandbox/devices', ({ body }) => {
    const fields = Fields.ofBody(body, ['device', 'online', 'report'])
    const deviceId = deviceIn(world, fields)
    const online = fields.truth('online')
    const report = fields.object('report')
    if ((online === undefined) === (report === undefined)) {
      throw new UsageError(
        'What does the device do?',
        'Give either online (true or false) or report (an object of properties).',
      )
    }
    const [ProductId, DeviceName] = deviceId.split('/')
    if (report !== undefined) {
      const heard = subscriptions.push({
        Type: 'Property',
        SubType: 'Report',
        Topic: `$thing/up/property/${ProductId}/${DeviceName}`,
        DeviceId: deviceId,
        payload: { method: 'report', clientToken: 'sandbox', params: report },
      })
      return { heard }
    }
    world.devices.setOnline(deviceId, online === true)
    const heard = subscriptions.push({
      Type: 'StatusChange',
      SubType: online === true ? 'Online' : 'Offline',
      Topic: `$state/report/${ProductId}/${DeviceName}`,
      DeviceId: deviceId,
      payload: {},
    })
    return { heard }
  })
}

function deviceIn(world: World, fields: Fields): string {
  const known = DEMO_DEVICES.map(({ DeviceId }) => DeviceId).join(', ')
  const deviceId = required('device', fields.text('device'), `Give one of: ${known}.`)
  if (world.devices.find(deviceId) === undefined) {
    throw new UsageError(`The sandbox has no device ${deviceId}`, `Give one of: ${known}.`)
  }
  return deviceId
}
