import { createServer } from 'node:net'

export const HOST = '127.0.0.1'

/** The ports that the documents name; the demo host has the relay's and the sandbox's built in. */
export const USUAL_PORTS = { preview: 8786, relay: 8787, sandbox: 8788 } as const

export type Server = keyof typeof USUAL_PORTS
export type Ports = Record<Server, number>

/** How far from the usual port another one is looked for: 10 ports up for each step. */
const STEPS = 50

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.on('error', () => resolve(false))
    probe.listen(port, HOST, () => probe.close(() => resolve(true)))
  })
}

async function freePort(usual: number): Promise<number> {
  for (let step = 0; step <= STEPS; step++) {
    const port = usual + 10 * step
    if (await isFree(port)) return port
  }
  throw new Error(`Port ${usual} is taken, and so are ${STEPS} others above it: stop what listens there.`)
}

/** A free port for each server: the usual one, or the next that ends in the same digit. */
export async function freePorts(usual: Ports = USUAL_PORTS): Promise<Ports> {
  const [preview, relay, sandbox] = await Promise.all([
    freePort(usual.preview),
    freePort(usual.relay),
    freePort(usual.sandbox),
  ])
  return { preview, relay, sandbox }
}

/** One line for each server that does not get its usual port. */
export const movedPorts = (ports: Ports, usual: Ports = USUAL_PORTS): string[] =>
  (Object.keys(usual) as Server[])
    .filter((server) => ports[server] !== usual[server])
    .map((server) => `Port ${usual[server]} is taken: the ${server} gets ${ports[server]}.`)
