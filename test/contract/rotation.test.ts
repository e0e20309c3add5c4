import { DEFAULT_APP } from '../../sandbox/src'
import { postLogin, startRelay } from '../stand-ins/running-relay'
import { expectFailure } from './describe-relay'

const stranger = 'a-secret-that-is-unknown'

describe('while a secret is being replaced, either of the two is good:', () => {
  it.each([
    ['WECHAT_APP_SECRET', DEFAULT_APP.appSecret],
    ['IOT_APP_SECRET', DEFAULT_APP.iotAppSecret],
  ])('%s', async (name, good) => {
    for (const [current, previous] of [
      [good, stranger],
      [stranger, good],
    ]) {
      const { url, sandbox, close } = await startRelay({
        environment: { [name]: current, [`${name}_PREVIOUS`]: previous },
      })
      const answer = await postLogin(url, { code: sandbox.mintCode().code })
      await close()
      expect(answer.status).toBe(200)
    }
  })

  it('WECHAT_APP_SECRET of a plugin', async () => {
    const { url, sandbox, close } = await startRelay({
      environment: {
        WECHAT_APP_KIND: 'plugin',
        WECHAT_APP_SECRET: stranger,
        WECHAT_APP_SECRET_PREVIOUS: DEFAULT_APP.appSecret,
      },
    })
    const { code } = sandbox.mintCode({ codeType: 'pluginLogin' })
    const answer = await postLogin(url, { code, codeType: 'pluginLogin' })
    await close()
    expect(answer.status).toBe(200)
  })
})

it('makes one account, and signs the second try again', async () => {
  const { url, sandbox, close } = await startRelay({
    sandbox: { refuseRepeatedNonce: true },
    environment: { IOT_APP_SECRET: stranger, IOT_APP_SECRET_PREVIOUS: DEFAULT_APP.iotAppSecret },
  })
  const answer = await postLogin(url, { code: sandbox.mintCode().code })
  await close()
  expect(answer.status).toBe(200)
  expect(sandbox.world.accounts.list()).toHaveLength(1)
})

it('says what is wrong with the current one when neither is good', async () => {
  const { url, sandbox, close } = await startRelay({
    environment: { WECHAT_APP_SECRET: stranger, WECHAT_APP_SECRET_PREVIOUS: `${stranger}-either` },
  })
  const answer = await postLogin(url, { code: sandbox.mintCode().code })
  await close()
  expectFailure(answer, 500, 'WeChat.CredentialsRejected')
  expect(sandbox.journal.since().entries).toHaveLength(2)
})
