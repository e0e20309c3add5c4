import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import fastify from 'fastify'
import { createHandler, type RequestHandler } from '../../relay/src'
import { postLogin, startRelay } from '../stand-ins/running-relay'
import { describeRelay, type RelayUnderTest } from './describe-relay'

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function listening(server: Server): Promise<Server> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

/** A relay and a sandbox, and the relay's handler in a server that the test brings. */
async function startIn(host: (handler: RequestHandler) => Promise<Server>, path: string, basePath = '') {
  const { relay, sandbox, close } = await startRelay()
  const server = await host(createHandler(relay, { basePath }))
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await close()
  }
  return { url: urlOf(server) + path, mintCode: () => sandbox.mintCode().code, close: stop }
}

const inExpress = (): Promise<RelayUnderTest> =>
  startIn((handler) => listening(createServer(express().use('/iot', handler))), '/iot')

/** The host's own parser has read the body before the relay is asked. */
const afterExpressJson = (): Promise<RelayUnderTest> =>
  startIn(
    (handler) =>
      listening(
        createServer(
          express()
            .use(express.json({ limit: '1mb' }))
            .use('/iot', handler),
        ),
      ),
    '/iot',
  )

async function inFastify(): Promise<RelayUnderTest> {
  const host = fastify()
  const relay = await startIn(
    async (handler) => {
      host.get('/', () => 'the host')
      host.all('/iot/*', {
        // Before Fastify reads the body.
        onRequest: async (request, reply) => {
          reply.hijack()
          handler(request.raw, reply.raw)
        },
        handler: () => undefined,
      })
      await host.listen({ host: '127.0.0.1', port: 0 })
      return host.server
    },
    '/iot',
    '/iot',
  )
  return relay
}

describeRelay('our handler in Express', inExpress)
describeRelay('our handler in Fastify', inFastify)
describeRelay('our handler in a server of Node', () =>
  startIn((handler) => listening(createServer(handler)), ''),
)

describe('our handler behind a body parser of the host', () => {
  it('takes what the parser has left', async () => {
    const { url, mintCode, close } = await afterExpressJson()
    const { status, body } = await postLogin(url, { code: await mintCode(), requestId: 'parsed' })
    const tooLarge = await postLogin(url, { code: 'c'.repeat(100_000) })
    await close()
    expect({ status, id: body.Response.RequestId }).toEqual({ status: 200, id: 'parsed' })
    expect(tooLarge.status).toBe(413)
  })
})

describe('our handler below a path of its own', () => {
  it.each(['/iotlogin', '/other/login'])('does not take %s for its own', async (path) => {
    const { url, close } = await startIn((handler) => listening(createServer(handler)), '', '/iot')
    const answer = await fetch(url + path, { method: 'POST' })
    await close()
    expect(answer.status).toBe(404)
  })
})
