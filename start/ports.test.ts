import { createServer, type AddressInfo, type Server } from 'node:net'
import { freePorts, HOST, movedPorts, type Ports } from './ports'

/** Something else of this machine, on a port that it has taken. */
const taken = async (): Promise<Server> => {
  // What a failing test leaves open must not keep Jest from ending.
  const server = createServer().unref()
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  return server
}
const portOf = (server: Server) => (server.address() as AddressInfo).port
const close = (server: Server) => new Promise((resolve) => server.close(resolve))

test('a taken port gives way to the next of its kind, and is named', async () => {
  const [other, gone] = [await taken(), await taken()]
  const usual: Ports = { preview: portOf(other), relay: portOf(gone), sandbox: 0 }
  await close(gone)
  const ports = await freePorts(usual)
  expect(ports.preview).toBeGreaterThan(usual.preview)
  expect((ports.preview - usual.preview) % 10).toBe(0)
  expect(ports.relay).toBe(usual.relay)
  expect(movedPorts(ports, usual)).toEqual([
    `Port ${usual.preview} is taken: the preview gets ${ports.preview}.`,
  ])
  await close(other)
})
