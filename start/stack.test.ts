import { createServer, type AddressInfo, type Server } from 'node:net'
import { HOST } from './ports'
import { startStack } from './stack'

/** Something else of this machine, which ends with this process. */
async function taken(): Promise<{ other: Server; port: number }> {
  const other = createServer().unref()
  await new Promise<void>((resolve) => other.listen(0, HOST, resolve))
  return { other, port: (other.address() as AddressInfo).port }
}

const isFree = (port: number) =>
  new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, HOST, () => probe.close(() => resolve(true)))
  })

test('a taken port of the sandbox is told with the cure', async () => {
  const { other, port } = await taken()
  await expect(startStack({ sandbox: port, relay: 0 })).rejects.toThrow(
    `Port ${port}, where the sandbox belongs, is taken: stop what listens there`,
  )
  other.close()
})

test('so is one of the relay, and the sandbox gives its own back', async () => {
  const [{ other, port }, gone] = [await taken(), await taken()]
  await new Promise((resolve) => gone.other.close(resolve))
  await expect(startStack({ sandbox: gone.port, relay: port })).rejects.toThrow(
    `Port ${port}, where the relay belongs, is taken: stop what listens there`,
  )
  expect(await isFree(gone.port)).toBe(true)
  other.close()
})

test('a port that is refused for another reason is told with that reason', async () => {
  await expect(startStack({ sandbox: 65_536, relay: 0 })).rejects.toThrow(
    'The sandbox could not listen on port 65536: ',
  )
})
