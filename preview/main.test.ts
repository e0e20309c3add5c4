import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

// Processes of their own, on a machine that may be busy.
jest.setTimeout(60_000)

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

/** `npm run preview`, until it ends by itself. */
async function run(PORT: string) {
  const started = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts')], {
    env: { PATH: process.env.PATH, PORT },
  })
  child = started
  let said = ''
  started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [status] = (await once(started, 'close')) as [number]
  return { status, said }
}

test('a taken port ends it with one line, which says the cure', async () => {
  const other = createServer().unref()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { status, said } = await run(String(port))
  other.close()
  expect(said).toBe(
    `Port ${port}, where the preview belongs, is taken: stop what listens there, and start again.\n`,
  )
  expect(status).toBe(1)
})

test('a PORT that is none ends it with one line, which names it', async () => {
  expect(await run('87x')).toEqual({
    status: 1,
    said: 'PORT is not the number of a port: set it to one from 0 to 65535.\n',
  })
})
