/**
 * A login as Tencent's sample for its Node SDK makes it (github.com/tencentyun/qcloud-iotexplorer-appdev-node-sdk,
 * `examples/wxlogin`): express 4 with the same middleware in the same order, axios 0.19, crypto-js. Written from
 * scratch after it. `server.js <upstream> [log]`; the sample prints both calls, secrets and all, which costs it as much
 * again, so that is left out unless asked for.
 */
const console = require('node:console')
const axios = require('axios')
const bodyParser = require('body-parser')
const CryptoJS = require('crypto-js')
const express = require('express')
const shortid = require('shortid')

const [upstream, log] = process.argv.slice(2)
const print = log === 'log' ? (...values) => console.log(...values) : () => undefined
const keys = {
  wxAppId: 'wx0123456789abcdef',
  wxAppSecret: 'bench-wechat',
  appKey: 'BenchKey',
  appSecret: 'bench-iot',
}

async function get(url, params) {
  const options = { method: 'get', url, params }
  print('request start', options)
  const { data, status } = await axios(options)
  print('request response', status, data)
  if (status !== 200) throw data
  return data
}

async function codeToSession(code) {
  const { errcode, errmsg, ...session } = await get(`${upstream}/sns/jscode2session`, {
    appid: keys.wxAppId,
    secret: keys.wxAppSecret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  if (errcode) throw { code: errcode, msg: errmsg }
  return session
}

function signed(request) {
  const data = {
    ...request,
    Timestamp: Math.floor(Date.now() / 1000),
    Nonce: Math.floor(10000 * Math.random()) + 1,
    AppKey: keys.appKey,
  }
  const text = Object.keys(data)
    .sort()
    .map((name) => `${name}=${data[name]}`)
    .join('&')
  const Signature = CryptoJS.enc.Base64.stringify(CryptoJS.HmacSHA1(text, keys.appSecret))
  return { ...data, Signature }
}

async function askExplorer(Action, request) {
  const {
    status,
    statusText,
    data: reply = {},
  } = await axios({
    method: 'POST',
    url: `${upstream}/appapi`,
    data: signed({ Action, ...request }),
  })
  if (status !== 200) throw { code: status, msg: statusText }
  const { code, msg, data = {} } = reply
  if (code) throw { code, msg }
  if (data.Error) throw { code: data.Error.Code, msg: data.Error.Message }
  return data
}

const router = express.Router({ caseSensitive: true, strict: true })
router.post('/login', async (request, response) => {
  try {
    const { code, userInfo = {} } = request.body
    if (!code) return response.status(400).jsonp({ code: '400' })
    const { openid } = await codeToSession(code)
    const { nickName, avatarUrl } = userInfo
    const data = await askExplorer('AppGetTokenByWeiXin', {
      WxOpenID: openid,
      NickName: nickName,
      Avatar: avatarUrl,
      RequestId: request.reqId,
    })
    response.jsonp(data)
  } catch (error) {
    console.error(error)
    response.status(500).jsonp({ code: '500' })
  }
})

const app = express()
app.set('case sensitive routing', true)
app.set('trust proxy', true)
app.use(bodyParser.urlencoded({ extended: true, limit: '500kb' }))
app.use(bodyParser.raw({ limit: '100mb', type: 'application/octet-stream' }))
app.use(bodyParser.json())
app.use((request, response, next) => {
  request.reqId = request.query.reqId || request.body.reqId || shortid()
  next()
})
// The load asks every peer at the same path.
app.use('/', router)

const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`)
})
