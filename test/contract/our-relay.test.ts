import { startRelay } from '../stand-ins/running-relay'
import { describeRelay } from './describe-relay'

describeRelay('our relay over HTTP', async () => {
  const { url, sandbox, close } = await startRelay()
  return { url, mintCode: () => sandbox.mintCode().code, close }
})
