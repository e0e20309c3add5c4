import { addressIn, openAvatarStage, type AvatarStage } from '../stand-ins/avatar-relay'
import { postDeletion } from '../stand-ins/deleting-user'
import { postLogin } from '../stand-ins/running-relay'
import { pictureOf, postAvatar } from '../stand-ins/uploaded-picture'
import { expectFailure } from './describe-relay'

let stage: AvatarStage
beforeEach(async () => {
  stage = await openAvatarStage()
})
afterEach(() => stage.close())

describe('nothing is kept, and the account is as it was, when', () => {
  const bad: [what: string, status: number, code: string, parts: () => Promise<Buffer | string>][] = [
    ['the file is text', 415, 'Relay.AvatarUnsupported', async () => 'hello'],
    ['it is empty', 400, 'Relay.AvatarMissing', async () => ''],
    [
      'it is SVG',
      415,
      'Relay.AvatarUnsupported',
      async () => '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    ],
    [
      'it begins like a GIF and goes on as a script',
      400,
      'Relay.AvatarUnreadable',
      async () => 'GIF89a=1;alert(1)',
    ],
    [
      'the JPEG is truncated',
      400,
      'Relay.AvatarUnreadable',
      async () => (await pictureOf('#f00')).subarray(0, 900),
    ],
    ['the PNG says 40,000 × 40,000', 413, 'Relay.AvatarTooLarge', () => hugePng()],
    ['it has more bytes than are taken', 413, 'Relay.AvatarTooLarge', async () => Buffer.alloc(30_000, 1)],
    ['it has far more', 413, 'Relay.AvatarTooLarge', async () => Buffer.alloc(3_000_000, 1)],
  ]

  it.each(bad)('%s', async (_what, status, code, parts) => {
    const url = await stage.start({ AVATAR_LIMIT_BYTES: '20000' })
    await postLogin(url, { code: stage.codeOf(), nickName: '老王', avatar: 'https://example.com/a.png' })
    expectFailure(await stage.upload(url, await parts()), status, code)
    expect(stage.kept()).toEqual([])
    expect(stage.accountOf()).toMatchObject({ nickName: '老王', avatar: 'https://example.com/a.png' })
  })

  it.each<[string, number, string, Record<string, string>]>([
    ['the code is unknown', 401, 'WeChat.CodeInvalid', { code: 'never-minted' }],
    ['there is none', 400, 'Relay.InvalidParameter', {}],
    ['a field is unknown', 400, 'Relay.InvalidParameter', { code: 'c', openid: 'o' }],
    ['the name has control characters', 400, 'Relay.InvalidParameter', { code: 'c', nickName: 'a\u0007' }],
    ['a field is endless', 400, 'Relay.AvatarMissing', { code: 'c'.repeat(2000) }],
  ])('%s', async (_what, status, code, fields) => {
    const url = await stage.start()
    expectFailure(await postAvatar(url, { fields, files: [['file', await pictureOf('#f00')]] }), status, code)
    expect(stage.kept()).toEqual([])
  })

  it('the code was used before', async () => {
    const url = await stage.start()
    const code = stage.codeOf()
    await postLogin(url, { code })
    expectFailure(await stage.upload(url, await pictureOf('#f00'), { code }), 401, 'WeChat.CodeUsed')
    expect(stage.kept()).toEqual([])
  })

  it('there are no files, two, or one under another name', async () => {
    const url = await stage.start()
    const picture = await pictureOf('#f00')
    const fields = () => ({ code: stage.codeOf() })
    const files: [string, Buffer][] = [
      ['file', picture],
      ['file', picture],
    ]
    expectFailure(await postAvatar(url, { fields: fields() }), 400, 'Relay.AvatarMissing')
    expectFailure(await postAvatar(url, { fields: fields(), files }), 400, 'Relay.AvatarMissing')
    const other: [string, Buffer][] = [['picture', picture]]
    expectFailure(await postAvatar(url, { fields: fields(), files: other }), 400, 'Relay.AvatarMissing')
  })

  it.each(['AppGetTokenByWeiXin', 'AppUpdateUser'] as const)('%s fails', async (target) => {
    const url = await stage.start()
    await postLogin(url, { code: stage.codeOf(), nickName: '老王', avatar: 'https://example.com/a.png' })
    const before = addressIn(await stage.upload(url, await pictureOf('#f00')))
    stage.sandbox.faults.add({
      target,
      kind: 'error',
      Code: 'UnsupportedOperation.UnpaidOrder',
      Message: 'no',
    })
    expect((await stage.upload(url, await pictureOf('#0f0'))).status).toBe(500)
    expect(stage.accountOf()?.avatar).toBe(before)
    expect(stage.kept()).toEqual([before.split('/').pop()])
  })

  it('the name is one that IoT Explorer does not take', async () => {
    const url = await stage.start()
    await postLogin(url, { code: stage.codeOf() })
    const answer = await stage.upload(url, await pictureOf('#f00'), { nickName: '名'.repeat(40) })
    expectFailure(answer, 400, 'InvalidParameterValue.NickNameLengthInvalid')
    expect(stage.kept()).toEqual([])
  })

  it('the account waits for its deletion', async () => {
    const url = await stage.start()
    await postLogin(url, { code: stage.codeOf() })
    await postDeletion(url, { code: stage.codeOf() })
    expectFailure(await stage.upload(url, await pictureOf('#f00')), 403, 'Relay.DeletionPending')
    expect(stage.kept()).toEqual([])
  })
})

/** A header that promises a picture of 40,000 × 40,000, with nothing behind it. */
async function hugePng(): Promise<Buffer> {
  const png = Buffer.from(await pictureOf('#f00', { type: 'png', width: 8, height: 8 }))
  png.writeUInt32BE(40_000, 16)
  png.writeUInt32BE(40_000, 20)
  const { crc32 } = await import('node:zlib')
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}
