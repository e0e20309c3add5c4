import { unheardEmitters } from './emitters'
import { isTest, writtenFiles } from './source-tree'

/** Servers, connections, streams and processes end the process with their first `error` that nothing listens to. */

const inNode = /^(relay|sandbox|start|bench|release|preview\/(main|server|bundle))/

test('every emitter has a listener for its errors', () => {
  const files = writtenFiles('.ts').filter(({ path }) => inNode.test(path) && !isTest(path))
  expect(unheardEmitters(files)).toEqual([])
})

describe('one without is found:', () => {
  const foundIn = (...texts: string[]) =>
    unheardEmitters(texts.map((text, index) => ({ path: `relay/src/${index}.ts`, text })))

  test.each([
    ["import { createServer } from 'node:http'\nconst s = createServer()", 'createServer'],
    [
      "import { createServer } from 'node:http'\nconst s = createServer()\ns.once('error', f)",
      'createServer',
    ],
    ["import { createServer } from 'node:net'\ncreateServer().listen(0)", 'createServer'],
    ["import { connect } from 'node:net'\nconst c = connect(1)\nother.on('error', f)", 'connect'],
    ["import { spawn } from 'node:child_process'\nc = spawn('x').once('exit', f)", 'spawn'],
    ["import { WebSocket } from 'ws'\nconst w = new WebSocket('x')\nw.on('open', f)", 'WebSocket'],
    ["import { createWriteStream } from 'node:fs'\ncreateWriteStream('x').write('y')", 'createWriteStream'],
    ["import fastify from 'fastify'\nconst app = fastify()\napp.listen()", 'default'],
    ['\nserver.on("upgrade", (request, connection) => { connection.end() })', 'upgrade'],
    [
      '\nsockets.handleUpgrade(a, b, c, (near) => { serve(near) })\nfunction serve(s) { s.on("open") }',
      'handleUpgrade',
    ],
  ])('%s', (text, what) => {
    expect(foundIn(text)).toEqual([`relay/src/0.ts:2 ${what}`])
  })

  test('one that a function of another file returns', () => {
    const made =
      "import { Redis } from 'ioredis'\nexport const open = () => make()\nfunction make() { return yes ? new Redis() : x }"
    expect(foundIn(made, "\nimport { open } from './0'\nconst c = open()")).toEqual([
      'relay/src/1.ts:3 Redis',
    ])
    expect(foundIn(made, "import { open } from './0'\nconst c = open()\nc.on('error', f)")).toEqual([])
  })
})

describe('one with a listener is not:', () => {
  test.each([
    "import { createServer } from 'node:http'\nconst s = createServer()\ns.on('error', f)",
    "import { spawn } from 'node:child_process'\nspawn('x').once('error', f).once('exit', g)",
    "import { spawn } from 'node:child_process'\nconst c = spawn('x')\nconst ended = once(c, 'exit')",
    "import fastify from 'fastify'\nconst app = fastify()\napp.server.on('error', f)",
    "import { WebSocketServer } from 'ws'\nconst s = new WebSocketServer({ noServer: true })",
    "server.on('upgrade', (request, connection) => { connection.on('error', f) })",
    "sockets.handleUpgrade(a, b, c, (near) => { serve(near) })\nfunction serve(s) { s.on('error', f) }",
    "import type { WebSocket } from 'ws'\nconst f = (w: WebSocket) => w.send('x')",
  ])('%s', (text) => {
    expect(unheardEmitters([{ path: 'relay/src/a.ts', text }])).toEqual([])
  })
})
