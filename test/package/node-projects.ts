/** A first project with relay and sandbox: both started from their packages, then one login over HTTP. */
const journey = `
async function main() {
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const relay = createRelay(loadConfig(sandbox.relayEnvironment()))
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  const { code } = sandbox.mintCode({ user: 'alice' })
  const reply = await fetch(url + '/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  const body = await reply.json()
  console.log(reply.status, typeof body.Response.Data.Token, body.Response.Data.ExpiresIn > 0)
  await relay.close()
  await sandbox.close()
}
main()
`

export const LOGGED_IN = '200 string true\n'

const typed = journey.replace('await reply.json()', '(await reply.json()) as any')

/** The same project as CommonJS and as an ES module, and each in TypeScript. */
export const nodeProjects = [
  {
    kind: 'CommonJS',
    script: 'journey.cjs',
    text: `const { createRelay, loadConfig } = require('iot-login-relay')
const { createSandbox } = require('iot-login-sandbox')
${journey}`,
    typedScript: 'typed-journey.cts',
    typedText: `import { createRelay, loadConfig, type RelayConfig } from 'iot-login-relay'
import { createSandbox, type Sandbox } from 'iot-login-sandbox'
export type Parts = { config: RelayConfig; sandbox: Sandbox }
${typed}`,
  },
  {
    kind: 'ES module',
    script: 'journey.mjs',
    text: `import { createRelay, loadConfig } from 'iot-login-relay'
import { createSandbox } from 'iot-login-sandbox'
${journey}`,
    typedScript: 'typed-journey.mts',
    typedText: `import { createRelay, loadConfig, type RelayConfig } from 'iot-login-relay'
import { createSandbox, type Sandbox } from 'iot-login-sandbox'
export type Parts = { config: RelayConfig; sandbox: Sandbox }
${typed}`,
  },
]
