import sharp from 'sharp'
import { createRelay, loadConfig } from '../../relay/src'
import { addressIn, openAvatarStage, type AvatarStage } from '../stand-ins/avatar-relay'
import { postLogin } from '../stand-ins/running-relay'
import { pictureOf, postAvatar } from '../stand-ins/uploaded-picture'
import { expectFailure } from './describe-relay'

let stage: AvatarStage
beforeEach(async () => {
  stage = await openAvatarStage()
})
afterEach(() => stage.close())

it('an upload becomes a square picture without metadata, at an address that the account has from then on', async () => {
  const url = await stage.start()
  const answer = await stage.upload(url, await pictureOf('#ff0000'), {
    nickName: '小红',
    requestId: 'the-phone',
  })
  expect({ status: answer.status, id: answer.body.Response.RequestId }).toEqual({
    status: 200,
    id: 'the-phone',
  })
  expect(addressIn(answer)).toMatch(/^https:\/\/relay\.example\.com\/avatar\/[\w-]{22}\.jpg$/)
  expect(stage.accountOf()).toMatchObject({ nickName: '小红', avatar: addressIn(answer) })

  const reply = await stage.pictureAt(url, addressIn(answer))
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=2592000, immutable',
  })
  const { format, width, height, exif, icc } = await sharp(Buffer.from(await reply.arrayBuffer())).metadata()
  expect({ format, width, height, exif, icc }).toEqual({
    format: 'jpeg',
    width: 480,
    height: 480,
    exif: undefined,
    icc: undefined,
  })
})

it.each(['jpeg', 'png', 'webp', 'gif'] as const)(
  'a %s is taken, and made 512 px when it is larger',
  async (type) => {
    const url = await stage.start()
    const answer = await stage.upload(url, await pictureOf('#00ff00', { type, width: 900, height: 1400 }))
    const reply = await stage.pictureAt(url, addressIn(answer))
    const { width, height } = await sharp(Buffer.from(await reply.arrayBuffer())).metadata()
    expect({ width, height }).toEqual({ width: 512, height: 512 })
  },
)

it('a user who has an account keeps the name where none is sent, and loses the former picture', async () => {
  const url = await stage.start()
  await postLogin(url, { code: stage.codeOf(), nickName: '老王' })
  const first = addressIn(await stage.upload(url, await pictureOf('#ff0000')))
  const second = addressIn(await stage.upload(url, await pictureOf('#0000ff')))
  expect(stage.accountOf()).toMatchObject({ nickName: '老王', avatar: second })
  expect((await stage.pictureAt(url, first)).status).toBe(404)
  expect(stage.kept()).toEqual([second.split('/').pop()])
})

it('two users may have one picture, and each has a file of its own', async () => {
  const url = await stage.start()
  const picture = await pictureOf('#ff0000')
  const ann = addressIn(await stage.upload(url, picture))
  const bob = addressIn(await stage.upload(url, picture, { code: stage.codeOf('bob') }))
  expect(ann).not.toBe(bob)
  expect(stage.kept()).toHaveLength(2)
})

it('a picture is there after a restart of the relay', async () => {
  const address = addressIn(await stage.upload(await stage.start(), await pictureOf('#ff0000')))
  await stage.stopLast()
  expect((await stage.pictureAt(await stage.start(), address)).status).toBe(200)
})

it('more than the limit of one user an hour is refused, with when to come back', async () => {
  const url = await stage.start({ RATE_LIMIT_AVATARS_PER_USER: '1' })
  await stage.upload(url, await pictureOf('#f00'))
  const refused = await stage.upload(url, await pictureOf('#f00'))
  expectFailure(refused, 429, 'Relay.RateLimited')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500)
  expect((await stage.upload(url, await pictureOf('#f00'), { code: stage.codeOf('bob') })).status).toBe(200)
})

it('more than the limit of one address is refused before the picture is read', async () => {
  const url = await stage.start({ RATE_LIMIT_AVATARS_PER_IP: '1' })
  const from = { 'x-forwarded-for': '203.0.113.7' }
  const send = async () => postAvatar(url, { files: [['file', 'no picture']] }, from)
  expectFailure(await send(), 400, 'Relay.InvalidParameter')
  expectFailure(await send(), 429, 'Relay.RateLimited')
})

it('a directory that cannot be written is a 503, and the log says what to do', async () => {
  const url = await stage.start({ DATA_DIR: '/dev/null' })
  expectFailure(await stage.upload(url, await pictureOf('#f00')), 503, 'Relay.AvatarNotStored')
  expect(stage.logged.join('')).toContain('set DATA_DIR to a directory')
})

it('without AVATAR_URL there is no such route', async () => {
  const relay = createRelay(loadConfig(stage.sandbox.relayEnvironment()))
  const url = await relay.app.listen({ host: '127.0.0.1', port: 0 })
  expectFailure(await stage.upload(url, await pictureOf('#f00')), 404, 'Relay.NotFound')
  await relay.close()
})

it.each(['..%2f..%2fetc%2fpasswd', 'a.jpg', `${'a'.repeat(22)}.jpg`, `${'a'.repeat(22)}.jpg%00`])(
  'GET /avatar/%s is not there',
  async (name) => {
    const url = await stage.start()
    expect((await fetch(`${url}/avatar/${name}`)).status).toBe(404)
  },
)
