import { checkRelay } from '../../sandbox/src'
import { startRelay } from '../stand-ins/running-relay'
import { describeRelay } from './describe-relay'

describeRelay('our relay over HTTP', async () => {
  const { url, sandbox, close } = await startRelay()
  return { url, mintCode: () => sandbox.mintCode().code, close }
})

it('keeps all that iot-login-contract asks of a relay, comforts included', async () => {
  const { url, sandbox, close } = await startRelay({ environment: { DATA_DIR: 'none' } })
  const sandboxUrl = new URL(sandbox.relayEnvironment().IOT_API_URL!).origin
  const { findings, passed } = await checkRelay({ url, sandboxUrl })
  await close()
  expect(findings.filter(({ outcome }) => outcome !== 'kept')).toEqual([])
  expect(passed).toBe(true)
})
