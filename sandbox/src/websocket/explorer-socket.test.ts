import { WebSocket } from 'ws'
import { sandboxRunner, type RunningSandbox } from '../../test/running-sandbox'
import { SOCKET_PATHS } from './explorer-socket'

const runSandbox = sandboxRunner(fetch)
const [PATH = ''] = SOCKET_PATHS
const LAMP = 'SANDBOXLAMP/lamp-1'

/** An open connection: says something and answers the next message, which is read as JSON. */
async function connect({ url }: RunningSandbox, path = PATH, origin?: string) {
  const socket = new WebSocket(url.replace('http', 'ws') + path, origin === undefined ? {} : { origin })
  const heard: string[] = []
  const waiting: ((text: string) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const next = waiting.shift()
    if (next) next(data.toString())
    else heard.push(data.toString())
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const next = () =>
    new Promise<string>((resolve) => {
      const text = heard.shift()
      if (text === undefined) waiting.push(resolve)
      else resolve(text)
    })
  return {
    socket,
    read: async () => JSON.parse(await next()) as Record<string, unknown>,
    say: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
  }
}

const activePush = (AccessToken: string, DeviceIds = [LAMP]) => ({
  action: 'ActivePush',
  reqId: 'req-1',
  params: { DeviceIds, Platform: 'weapp', AccessToken, AppKey: 'k', RegionId: 1 },
})
const heartBeat = (AccessToken: string, Action = 'AppDeviceTraceHeartBeat') => ({
  action: 'YunApi',
  reqId: 'req-2',
  params: { Action, ActionParams: { AccessToken, DeviceIds: [LAMP], RequestId: 'beat' } },
})

test.each(SOCKET_PATHS)('serves ActivePush and the heartbeat on %s', async (path) => {
  const running = await runSandbox()
  const token = await running.token()
  const { say, read } = await connect(running, `${path}?uin=u&cId=c`)
  say(activePush(token, [LAMP, 'not/known']))
  expect(await read()).toEqual({ reqId: 'req-1', error: '', error_message: '', data: { deviceIds: [LAMP] } })
  say(heartBeat(token))
  expect(await read()).toEqual({
    reqId: 'req-2',
    error: '',
    error_message: '',
    data: { Response: { RequestId: 'beat' } },
  })
})

test('refuses a token that is not good, in the form of each message', async () => {
  const { say, read } = await connect(await runSandbox())
  say(activePush('sandbox-token-unknown'))
  expect(await read()).toMatchObject({ reqId: 'req-1', error: '-1', error_message: 'Token无效' })
  say(heartBeat('sandbox-token-unknown'))
  expect(await read()).toMatchObject({
    error: '',
    data: { Response: { Error: { Code: 'InvalidParameterValue.InvalidAccessToken' }, RequestId: 'beat' } },
  })
})

test('says which messages there are to one that it does not know', async () => {
  const { say, read } = await connect(await runSandbox())
  say({ action: 'Dance', reqId: 1 })
  expect(await read()).toMatchObject({
    reqId: 1,
    error: '-1',
    error_message: expect.stringContaining('ActivePush') as string,
  })
  say(heartBeat('t', 'AppDance'))
  expect(await read()).toMatchObject({ data: { Response: { Error: { Code: 'InvalidAction' } } } })
})

test('takes no notice of what is no message, and goes on', async () => {
  const { say, read } = await connect(await runSandbox())
  say('not JSON')
  say('[]')
  say({ action: 'Dance', reqId: 2 })
  expect(await read()).toMatchObject({ reqId: 2 })
})

test('pushes what a device reports, as the documents have it', async () => {
  const running = await runSandbox()
  const { say, read } = await connect(running)
  say(activePush(await running.token()))
  await read()
  const { json } = await running.send('POST', '/sandbox/devices', { device: LAMP, report: { power: 1 } })
  expect(json).toEqual({ heard: 1 })
  const { params, ...push } = await read()
  expect(push).toEqual({ push: true, action: 'DeviceChange' })
  expect(params).toMatchObject({
    Time: '2027-01-15T08:00:00.000Z',
    Type: 'Property',
    SubType: 'Report',
    Topic: '$thing/up/property/SANDBOXLAMP/lamp-1',
    DeviceId: LAMP,
    Seq: 1,
  })
  const { Payload } = params as { Payload: string }
  expect(JSON.parse(Buffer.from(Payload, 'base64').toString())).toMatchObject({
    method: 'report',
    params: { power: 1 },
  })
})

test('a second ActivePush replaces the devices of the first', async () => {
  const running = await runSandbox()
  const { say, read } = await connect(running)
  const token = await running.token()
  say(activePush(token))
  await read()
  say(activePush(token, []))
  await read()
  const { json } = await running.send('POST', '/sandbox/devices', { device: LAMP, online: false })
  expect(json).toEqual({ heard: 0 })
})

test('lets pages from elsewhere not in, nor anybody on another path', async () => {
  const running = await runSandbox()
  await expect(connect(running, PATH, 'https://example.com')).rejects.toThrow('403')
  await expect(connect(running, '/iot.cloud.tencent.com/ws/nowhere')).rejects.toThrow('404')
  await expect(connect(running, PATH, 'http://localhost:8786')).resolves.toBeDefined()
})

test('ends its connections when it is reset', async () => {
  const running = await runSandbox()
  const { socket } = await connect(running)
  const ended = new Promise((resolve) => socket.on('close', resolve))
  running.sandbox.reset()
  await ended
})

test.each([
  [{ device: LAMP }, 'Give either online'],
  [{ device: LAMP, online: true, report: {} }, 'Give either online'],
  [{ device: LAMP, online: 1 }, 'true or false'],
  [{ device: LAMP, report: [] }, 'a JSON object'],
  [{ device: 'not/known', online: true }, LAMP],
  [{ online: true }, LAMP],
])('a device that is told %j is answered what to do', async (body, instructions) => {
  const { send } = await runSandbox()
  const answer = await send('POST', '/sandbox/devices', body)
  expect(answer.status).toBe(400)
  expect(answer.json.instructions).toContain(instructions)
})

test('who is online is seen in the list of devices, and is as new after a reset', async () => {
  const { send, get } = await runSandbox()
  await send('POST', '/sandbox/devices', { device: LAMP, online: false })
  expect((await get('/sandbox/devices')).json.devices[0]).toMatchObject({ DeviceId: LAMP, online: false })
  await send('POST', '/sandbox/reset')
  expect((await get('/sandbox/devices')).json.devices[0]).toMatchObject({ online: true })
})
