/** The relay as a cloud function, from the cold to its first answer. Prints what passes for a URL when it has it. */
const { createCloudFunction, loadConfig } = require('iot-login-relay')

const upstream = process.argv[2]
const environment = {
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'bench-wechat',
  IOT_APP_KEY: 'BenchKey',
  IOT_APP_SECRET: 'bench-iot',
  WECHAT_API_URL: upstream,
  IOT_API_URL: upstream,
}
const getWXContext = () => ({
  SOURCE: 'wx_client',
  APPID: environment.WECHAT_APP_ID,
  OPENID: 'oCloudFunctionUser000000001',
})
const main = createCloudFunction(loadConfig(environment), { getWXContext })

main({}).then(({ statusCode, Response }) => {
  if (statusCode !== 200) throw new Error(`The login failed: ${JSON.stringify(Response)}`)
  process.stdout.write('http://answered\n')
})
