import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import express from 'express'
import fastify from 'fastify'
import { createHandler, createRelay, loadConfig, type RequestHandler } from '../../relay/src'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { answerOf, postLogin, startRelay } from '../stand-ins/running-relay'
import { describeRelay, expectFailure, type RelayUnderTest } from './describe-relay'

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function listening(server: Server): Promise<Server> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

/** A relay and a sandbox, and the relay's handler in a server that the test brings. */
async function startIn(host: (handler: RequestHandler) => Promise<Server>, path: string, basePath = '') {
  const { relay, sandbox, logged, close } = await startRelay()
  const server = await host(createHandler(relay, { basePath }))
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await close()
  }
  const mintCode = (): string => sandbox.mintCode().code
  return { url: urlOf(server) + path, relay, logged, mintCode, close: stop }
}

const inExpress = (): Promise<RelayUnderTest> =>
  startIn((handler) => listening(createServer(express().use('/iot', handler))), '/iot')

/** The host's own parser has read the body before the relay is asked. */
const afterExpressJson = () =>
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

/** As no client library would send it: the path goes out as it is. */
async function rawPost(url: string, path: string, body: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json`
  socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

describeRelay('our handler in Express', inExpress)
describeRelay('our handler in Fastify', inFastify)
describeRelay('our handler in a server of Node', () =>
  startIn((handler) => listening(createServer(handler)), ''),
)

describe('our handler behind a body parser of the host', () => {
  it('takes what the parser has left', async () => {
    const { url, mintCode, close } = await afterExpressJson()
    const { status, body } = await postLogin(url, { code: mintCode(), requestId: 'parsed' })
    const tooLarge = await postLogin(url, { code: 'c'.repeat(100_000) })
    await close()
    expect({ status, id: body.Response.RequestId }).toEqual({ status: 200, id: 'parsed' })
    expect(tooLarge.status).toBe(413)
  })

  it('says Busy after the relay has closed, and the host goes on', async () => {
    const { url, relay, close } = await afterExpressJson()
    await relay.close()
    for (const code of ['one', 'other']) expectFailure(await postLogin(url, { code }), 503, 'Relay.Busy')
    await close()
  })

  it.each(['/iot/%', '/iot/login/%zz', '/iot//[', '/iot//login:x'])(
    'refuses the malformed path %s by an envelope',
    async (path) => {
      const { url, logged, close } = await afterExpressJson()
      const text = await rawPost(url, path, '{"code":"c"}')
      await close()
      expect(text).toMatch(/^HTTP\/1\.1 40[04] [^]*"Response":\{"Error"/)
      expect(logged.join('')).not.toContain('"event":"bug"')
    },
  )

  it('answers a body that no JSON can hold by an envelope, and logs where that was', async () => {
    const { url, logged, close } = await startIn(
      (handler) =>
        listening(
          createServer(
            express()
              .use(express.json())
              .use((request, _response, next) => {
                request.body = { code: 1n }
                next()
              })
              .use('/iot', handler),
          ),
        ),
      '/iot',
    )
    expectFailure(await postLogin(url, { code: 'c' }), 500, 'Relay.InternalError')
    await close()
    expect(logged.join('')).toMatch(/"event":"bug"[^\n]*"errorName":"TypeError"/)
  })
})

describe('our handler in a server of Node', () => {
  /** Something that the host has added to the relay, and that cannot start. */
  function unableToStart(sandbox: Sandbox) {
    const relay = createRelay(loadConfig(sandbox.relayEnvironment()))
    const tried = new Promise<void>((resolve) => {
      relay.app.addHook('onReady', async () => {
        resolve()
        throw new Error('no')
      })
    })
    return { relay, tried }
  }

  it('answers each request where what the host added cannot start, and ends nothing without one', async () => {
    const sandbox = createSandbox()
    await sandbox.listen({ port: 0 })
    const idle = unableToStart(sandbox)
    createHandler(idle.relay)
    await idle.tried
    await new Promise(setImmediate)
    const { relay } = unableToStart(sandbox)
    const server = await listening(createServer(createHandler(relay)))
    for (const code of ['one', 'other']) {
      expectFailure(await postLogin(urlOf(server), { code }), 500, 'Relay.InternalError')
    }
    await new Promise((resolve) => server.close(resolve))
    await Promise.all([relay, idle.relay].map(({ close }) => close()))
    await sandbox.close()
  })

  it('says Busy after the relay has closed', async () => {
    const { url, relay, close } = await startIn((handler) => listening(createServer(handler)), '')
    await relay.close()
    expectFailure(await postLogin(url, { code: 'c' }), 503, 'Relay.Busy')
    expect((await answerOf(await fetch(`${url}/readyz`))).status).toBe(503)
    await close()
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
