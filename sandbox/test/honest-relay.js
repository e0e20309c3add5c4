/* global fetch */
const { createHmac, randomInt, randomUUID } = require('node:crypto')
const { createServer } = require('node:http')

async function logIn({ code = '', nickName = 'user', avatar = 'https://example.com/a' }, RequestId, env) {
  const query = `appid=${env.WECHAT_APP_ID}&secret=${env.WECHAT_APP_SECRET}&js_code=${encodeURIComponent(code)}`
  const url = `${env.WECHAT_API_URL}/sns/jscode2session?${query}&grant_type=authorization_code`
  const session = await (await fetch(url)).json()
  if (session.openid === undefined) throw new Error('CodeRefused')
  const [Timestamp, Nonce] = [Math.floor(Date.now() / 1000), randomInt(1, 2 ** 31)]
  const user = { NickName: nickName, WxOpenID: session.openid, Avatar: avatar, RequestId }
  const sent = { Action: 'AppGetTokenByWeiXin', AppKey: env.IOT_APP_KEY, Timestamp, Nonce, ...user }
  const pairs = Object.entries(sent).map(([name, value]) => `${name}=${value}`)
  sent.Signature = createHmac('sha1', env.IOT_APP_SECRET).update(pairs.sort().join('&')).digest('base64')
  const reply = await fetch(`${env.IOT_API_URL}/appapi`, { method: 'POST', body: JSON.stringify(sent) })
  const { Token, ExpireAt } = (await reply.json()).data.Data
  return { Data: { Token, ExpireAt, ExpiresIn: ExpireAt - Timestamp } }
}

const read = async (request) => Object(JSON.parse((await request.toArray()).join('')))

exports.createRelay = (env) =>
  createServer(async (request, response) => {
    const body = await read(request).catch(() => ({}))
    const RequestId = body.requestId ?? randomUUID()
    const isLogin = request.method === 'POST' && request.url === '/login'
    const failed = ({ message: Code }) => ({ Error: { Code, Message: 'This login failed.' } })
    const reply = isLogin ? await logIn(body, RequestId, env).catch(failed) : failed(Error('NoSuchPath'))
    const status = reply.Data ? 200 : isLogin ? 401 : 404
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ Response: { ...reply, RequestId } }))
  })
