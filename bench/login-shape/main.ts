/**
 * How much of the relay one login goes through: a warm login through its built files, counted by V8. Prints one line of JSON:
 * the files and functions that it enters, the promises that it makes, the frames of ours that stand above the call
 * of the hash that signs it, and how many files the relay has.
 */
import { createStage, startUpstream } from '../processes/stage'
import { relayEnvironment } from '../processes/peer'
// Not the one file that is shipped, which would be the only one entered.
import { createRelay, loadConfig } from '../../relay/dist'
import { countEntered } from './entered'
import { postLogin } from './post-login'
import { relayFiles } from './relay-files'
import { framesAboveSignature } from './signature-stack'

const WARM_LOGINS = 3

async function main(): Promise<void> {
  const upstream = await startUpstream({ ...createStage(), cores: undefined }, 0)
  const relay = createRelay(loadConfig(relayEnvironment(upstream.url)))
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  const login = (code: string): Promise<void> => postLogin(url, code)
  for (let index = 0; index < WARM_LOGINS; index += 1) await login(`warm-${index}`)
  const entered = await countEntered(() => login('counted'))
  const frames = await framesAboveSignature(() => login('signed'))
  console.log(JSON.stringify({ ...entered, framesAboveSignature: frames, filesOfRelay: relayFiles().length }))
  await relay.close()
  await upstream.stop()
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
