import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { createRelay, loadConfig } from '../../relay/src'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { startTinyUpstream } from '../stand-ins/tiny-upstream'
import { pictureOf, postAvatar } from '../stand-ins/uploaded-picture'
import { expectFailure } from './describe-relay'

/** The account that s3rver has. */
const KEY = 'S3RVER'
let folder: string
let store: S3rver
let storeUrl: string
let sandbox: Sandbox
let logged: string[]
const ends: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bucket-'))
  store = new S3rver({
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'faces', configs: [] }],
  })
  const { port } = await store.run()
  storeUrl = `http://127.0.0.1:${port}/faces`
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
})
beforeEach(() => {
  logged = []
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})
afterAll(async () => {
  await sandbox.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(environment: Record<string, string> = {}): Promise<string> {
  const settings = {
    ...sandbox.relayEnvironment(),
    DATA_DIR: 'none',
    AVATAR_URL: 'https://relay.example.com/avatar',
    AVATAR_BUCKET_URL: storeUrl,
    AVATAR_BUCKET_ACCESS_KEY_ID: KEY,
    AVATAR_BUCKET_SECRET_ACCESS_KEY: KEY,
    ...environment,
  }
  const relay = createRelay(loadConfig(settings), { writeLog: (line) => logged.push(line) })
  ends.push(relay.close)
  return relay.app.listen({ host: '127.0.0.1', port: 0 })
}

const upload = async (url: string) =>
  postAvatar(url, {
    fields: { code: sandbox.mintCode({ user: 'ann' }).code },
    files: [['file', await pictureOf('#ff0000')]],
  })
const pictureAt = (url: string, address: string) => fetch(url + new URL(address).pathname)

it('a bucket keeps the picture, which any copy of the relay serves, and loses the former one', async () => {
  const first = (await upload(await start())).body.Response.Data.AvatarUrl
  const other = await start()
  const reply = await pictureAt(other, first)
  expect({ status: reply.status, type: reply.headers.get('content-type') }).toEqual({
    status: 200,
    type: 'image/jpeg',
  })
  const second = (await upload(other)).body.Response.Data.AvatarUrl
  expect((await pictureAt(other, first)).status).toBe(404)
  expect((await pictureAt(other, second)).status).toBe(200)
})

it.each<[string, Record<string, string>, RegExp]>([
  ['an unknown key', { AVATAR_BUCKET_ACCESS_KEY_ID: 'SOMEONE' }, /AVATAR_BUCKET_ACCESS_KEY_ID is not known/],
  ['no such bucket', { AVATAR_BUCKET_URL: 'missing' }, /names no bucket/],
  ['nothing there', { AVATAR_BUCKET_URL: 'http://127.0.0.1:1/faces' }, /cannot be reached/],
])('%s is a 503, and the log says what to do without a secret', async (_what, environment, hint) => {
  const { AVATAR_BUCKET_URL: url = storeUrl } = environment
  const AVATAR_BUCKET_URL = url === 'missing' ? storeUrl.replace('faces', 'missing') : url
  const answer = await upload(await start({ ...environment, AVATAR_BUCKET_URL }))
  expectFailure(answer, 503, 'Relay.AvatarNotStored')
  expect(logged.join('')).toMatch(hint)
  expect(logged.join('')).not.toMatch(/AWS4-HMAC/)
})

// s3rver does not check signatures of the fourth version, so this is a store that says what S3 does.
it('a refused signature is a 503 too, which names the secret to copy again', async () => {
  const refusing = await startTinyUpstream((_request, response) => {
    response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
  })
  ends.push(refusing.close)
  expectFailure(
    await upload(await start({ AVATAR_BUCKET_URL: `${refusing.url}/faces` })),
    503,
    'Relay.AvatarNotStored',
  )
  expect(logged.join('')).toContain('AVATAR_BUCKET_SECRET_ACCESS_KEY is not that of')
})
