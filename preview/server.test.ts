import { rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { writeSmallProject } from '../test/stand-ins/small-project'
import { servePreview, type Preview } from './server'

let folder: string
let preview: Preview
let upstream: Server
const asked: string[] = []

beforeAll(async () => {
  folder = writeSmallProject()

  upstream = createServer((incoming, reply) => {
    asked.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`)
    reply.writeHead(401, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end('{"a":1}')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
  preview = await servePreview({
    relayUrl: `${upstreamUrl}/base`,
    sandboxUrl: upstreamUrl,
    port: 0,
    project: folder,
  })
})
afterAll(async () => {
  await preview.close()
  upstream.close()
  rmSync(folder, { recursive: true })
})

interface Asked {
  method?: string
  headers?: Record<string, string>
}

/** As sent: `fetch` would tidy the path and choose the Host itself. */
async function ask(path: string, { method = 'GET', headers = {} }: Asked = {}) {
  const { port } = new URL(preview.url)
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, resolve).on('error', reject).end()
  })
  return { status: reply.statusCode, headers: reply.headers, body: await text(reply) }
}

test('it listens on loopback', () => {
  expect(new URL(preview.url).hostname).toBe('127.0.0.1')
})

test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '127.0.0.1'])(
  'under the name %s it refuses',
  async (host) => {
    for (const path of ['/', '/mini-program.js', '/sandbox/world']) {
      expect((await ask(path, { headers: { host } })).status).toBe(403)
    }
  },
)

test('under loopback’s own names it answers', async () => {
  const { port } = new URL(preview.url)
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
    expect((await ask('/', { headers: { host: `${name}:${port}` } })).status).toBe(200)
  }
})

test('a page from elsewhere cannot drive the sandbox through it', async () => {
  asked.length = 0
  for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
    const reply = await ask('/sandbox/reset', { method: 'POST', headers: { origin } })
    expect(reply.status).toBe(403)
  }
  expect(asked).toEqual([])
  expect((await ask('/sandbox/reset', { method: 'POST', headers: { origin: preview.url } })).status).toBe(401)
})

test.each([
  '/files/app/../secret.png',
  '/files/app/..%2fsecret.png',
  '/files/app/%2e%2e/secret.png',
  '/files/app/link.png',
  '/files/app//../../secret.png',
  '/files/app/app.json',
  '/files/unknown/picture.png',
  '/project.config.json',
  '/server.ts',
  '/../package.json',
  '/page/main.ts',
])('%s is not served', async (path) => {
  const reply = await ask(path)
  expect(reply.body).not.toContain('secret')
  expect(reply.status).toBe(404)
})

test('pictures of the mini program are served', async () => {
  expect(await ask('/files/app/picture.png')).toMatchObject({ status: 200, body: 'picture' })
})

test('only GET is served', async () => {
  expect((await ask('/', { method: 'PUT' })).status).toBe(405)
})

test('its pages run no script but its own, and stand in no other page', async () => {
  const { headers } = await ask('/')
  expect(headers['content-security-policy']).toContain("script-src 'self'; ")
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
  expect(headers['cache-control']).toBe('no-store')
})

test('what the phone asks of the relay is passed on, and the answer back', async () => {
  asked.length = 0
  const reply = await ask('/domains/0/login?a=1', { method: 'POST' })
  expect(asked).toEqual(['POST /base/login?a=1'])
  expect(reply).toMatchObject({ status: 401, body: '{"a":1}' })
  expect(reply.headers['set-cookie']).toBeUndefined()
})

test('a relay that is not there is told apart from one that answers', async () => {
  const alone = await servePreview({
    relayUrl: 'http://127.0.0.1:9',
    sandboxUrl: 'http://127.0.0.1:9',
    port: 0,
    project: folder,
  })
  const reply = await fetch(`${alone.url}/domains/0/login`, { method: 'POST' })
  expect([reply.status, reply.headers.get('preview-unreachable')]).toEqual([502, '1'])
  await alone.close()
})

test('a taken port and a project that was not built are told with the cure', async () => {
  const port = Number(new URL(preview.url).port)
  const options = { relayUrl: '', sandboxUrl: '', port, project: folder }
  await expect(servePreview(options)).rejects.toThrow(`Port ${port}, where the preview belongs, is taken`)
  writeFileSync(
    join(folder, 'project.config.json'),
    '{ "miniprogramRoot": "nowhere/", "pluginRoot": "plugin/" }',
  )
  await expect(servePreview({ ...options, port: 0 })).rejects.toThrow('run `npm run build` first')
})
