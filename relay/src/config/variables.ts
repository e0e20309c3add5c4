/** What can be set, for the reader of the environment, `.env.example` and the README: one row a variable. */
export interface Variable {
  /** As text, the way it would be written; absent when there is none. */
  default?: string
  unit?: 's' | 'ms' | 'bytes'
  /** It can come from the file that the variable with `_FILE` behind its name points to. */
  secret?: true
  meaning: string
}

const AVATAR =
  'https://mmbiz.qpic.cn/mmbiz/icTdbqWNOwNRna42FI242Lcia07jQodd2FJGIYQfG0LAJGFxM4FbnQP6yfMxBgJ0F3YRqJCJ1aPAK2dQagdusBZg/0'

export const variables = {
  WECHAT_APP_ID: { meaning: 'AppID of the one app that is served' },
  WECHAT_APP_SECRET: { secret: true, meaning: 'AppSecret of that app, from the WeChat console' },
  WECHAT_APP_SECRET_PREVIOUS: {
    secret: true,
    meaning: 'the one before, while it is being replaced: tried when WeChat refuses the other',
  },
  WECHAT_APP_KIND: {
    default: 'miniProgram',
    meaning: 'whose AppID it is: `miniProgram`, or `plugin`, which allows codes of `wx.pluginLogin` too',
  },
  IOT_APP_KEY: { meaning: 'AppKey of the application in the IoT Explorer console' },
  IOT_APP_SECRET: { secret: true, meaning: 'AppSecret of that application' },
  IOT_APP_SECRET_PREVIOUS: {
    secret: true,
    meaning: 'the one before, while it is being replaced: tried when IoT Explorer refuses the other',
  },
  WX_ID_KIND: {
    default: 'openid',
    meaning:
      'which id is sent as WxOpenID, `openid` or `unionid`; a later change gives every user a new account',
  },
  TX_IOT_USER_ID: {
    default: 'derived',
    meaning:
      'UserId in `tx-iot-sdk`: `derived` from AppKey and id, or the `openid` itself; a later change gives every user a new account',
  },
  PLUGIN_TOKEN: {
    secret: true,
    meaning:
      "token of the plugin, from its basic settings: logins must then carry WeChat's signature of their host",
  },
  PLUGIN_TOKEN_PREVIOUS: {
    secret: true,
    meaning: 'the one before, while it is being replaced: a signature by either is good',
  },
  PLUGIN_HOSTS: {
    meaning:
      'AppIDs of the mini programs that the plugin serves, with commas; without it all that WeChat has signed for',
  },
  PLUGIN_DEVELOPMENT_HOSTS: {
    meaning:
      'AppIDs that are let in as well, but not as a release: of previews, trial versions and of the mini program of WeChat’s review',
  },
  WECHAT_PUSH_TOKEN: {
    secret: true,
    meaning: "token of the message push settings in WeChat's console; without it `/wechat/events` takes none",
  },
  WECHAT_PUSH_AES_KEY: {
    secret: true,
    meaning: 'EncodingAESKey of those settings, for the AES mode; with it messages in plain are refused',
  },
  RELAY_APPS_FILE: { meaning: 'path of a JSON file with several apps, instead of all of the above' },
  HOST: { default: '127.0.0.1', meaning: 'address to listen on' },
  PORT: { default: '8787', meaning: 'port to listen on; 0 takes any free one' },
  WECHAT_API_URL: { default: 'https://api.weixin.qq.com', meaning: "base URL of WeChat's API" },
  IOT_API_URL: {
    default: 'https://iot.cloud.tencent.com/api/exploreropen',
    meaning: "base URL of IoT Explorer's API, without `/appapi`",
  },
  UPSTREAM_PROXY: {
    secret: true,
    meaning:
      'http proxy for the calls to both platforms, `http://user:password@host:3128`; HTTPS_PROXY and its like are not used',
  },
  UPSTREAM_TIMEOUT_MS: { default: '5000', unit: 'ms', meaning: 'deadline of one call to an upstream' },
  UPSTREAM_REPLY_LIMIT_BYTES: {
    default: '65536',
    unit: 'bytes',
    meaning: 'longest upstream reply that is read',
  },
  REQUEST_TIMEOUT_MS: {
    default: '10000',
    unit: 'ms',
    meaning: 'time that a caller has for sending its whole request',
  },
  SHUTDOWN_TIMEOUT_MS: {
    default: '10000',
    unit: 'ms',
    meaning: 'time that logins under way have for ending after SIGTERM or SIGINT',
  },
  BODY_LIMIT_BYTES: { default: '8192', unit: 'bytes', meaning: 'longest request body' },
  TRUST_CLOUDBASE_HEADERS: {
    default: 'false',
    meaning:
      'whether `X-WX-*` headers tell who the user is, `true` or `false`; only where WeChat is the one way to the relay',
  },
  HEADER_LIMIT_BYTES: {
    default: '8192',
    unit: 'bytes',
    meaning: 'longest request line and headers together',
  },
  MAX_CONNECTIONS: { default: '10000', meaning: 'connections that may be open at once; more are closed' },
  MAX_CONNECTIONS_PER_IP: {
    default: '1000',
    meaning:
      'connections from one address (IPv6: one /64), 0 for any number; not counted from those of TRUST_PROXY',
  },
  KEEP_ALIVE_TIMEOUT_MS: {
    default: '72000',
    unit: 'ms',
    meaning:
      'how long an idle connection is kept; longer than the balancer in front keeps it, or a login meets a closed one',
  },
  TRUST_PROXY: {
    default: 'loopback',
    meaning:
      'whose `X-Forwarded-For` is believed: `none`, or a list of addresses, networks (`10.0.0.0/8`), `loopback`, `uniquelocal`',
  },
  LOGIN_TIMEOUT_MS: {
    default: '12000',
    unit: 'ms',
    meaning: 'deadline of a whole login: waiting, calls and their retries',
  },
  MAX_LOGINS: { default: '200', meaning: 'logins under way at once, and so calls to upstreams' },
  MAX_WAITING_LOGINS: {
    default: '1000',
    meaning: 'logins that wait for one under way to end; more get `Relay.Busy`',
  },
  RATE_LIMIT_PER_IP: {
    default: '300',
    meaning: 'logins a minute from one address (IPv6: one /64), 0 for any number; not counted from loopback',
  },
  RATE_LIMIT_PER_APP: { default: '0', meaning: 'logins a minute to one app, 0 for any number' },
  RATE_LIMIT_PER_HOST: {
    default: '0',
    meaning: 'logins a minute to one plugin from one mini program, 0 for any number; needs PLUGIN_TOKEN',
  },
  RATE_LIMIT_PER_USER: {
    default: '100',
    meaning: 'logins a minute of one user, 0 for any number; WeChat itself allows about 100',
  },
  REPLAY_WINDOW_SECONDS: {
    default: '60',
    unit: 's',
    meaning: 'how long the same code with the same `requestId` gets the first answer again; 0 for never',
  },
  TOKEN_REUSE_SECONDS: {
    default: '0',
    unit: 's',
    meaning: 'how long a user gets the same token again instead of a new one; 0 for never',
  },
  BREAKER_OPEN_MS: {
    default: '5000',
    unit: 'ms',
    meaning: 'how long an upstream that fails is not asked; 0 never stops asking it',
  },
  REDIS_URL: {
    secret: true,
    meaning:
      'Redis that copies of the relay share: `redis://` or `rediss://` (TLS), `redis+cluster://`, `redis+sentinel://`; without it each keeps to itself',
  },
  REDIS_SENTINEL_PASSWORD: {
    secret: true,
    meaning:
      'password of the sentinels themselves, where they have one; that in `REDIS_URL` is the one of Redis',
  },
  REDIS_KEY_PREFIX: { default: 'iot-login:', meaning: 'begins every key in Redis' },
  REDIS_TIMEOUT_MS: {
    default: '250',
    unit: 'ms',
    meaning: 'how long one login waits for Redis in all, after which it goes on without',
  },
  MEMORY_ENTRIES: {
    default: '100000',
    meaning: 'most entries of each table in memory; the oldest make room',
  },
  DATA_DIR: {
    default: 'data',
    meaning:
      'directory of what must survive a restart: pictures, and where there is no Redis deletions that are pending; one copy each; `none`: nothing is kept',
  },
  AVATAR_URL: {
    meaning:
      'where phones find pictures, such as `https://relay.example.com/avatar`, or the folder `pictures` of a public bucket; without it the relay takes none',
  },
  AVATAR_LIMIT_BYTES: { default: '2097152', unit: 'bytes', meaning: 'longest picture that is taken' },
  RATE_LIMIT_AVATARS_PER_IP: {
    default: '60',
    meaning:
      'pictures a minute from one address (IPv6: one /64), 0 for any number; not counted from loopback',
  },
  RATE_LIMIT_AVATARS_PER_USER: {
    default: '20',
    meaning: 'pictures an hour of one user, 0 for any number',
  },
  AVATAR_BUCKET_URL: {
    meaning:
      'bucket of an S3-compatible store for pictures, such as `https://name-125.cos.ap-guangzhou.myqcloud.com`; without it they lie in `DATA_DIR`',
  },
  AVATAR_BUCKET_REGION: { default: 'us-east-1', meaning: 'region of that bucket' },
  AVATAR_BUCKET_ACCESS_KEY_ID: {
    meaning: 'key of an account that may put, get, delete and list in that bucket',
  },
  AVATAR_BUCKET_SECRET_ACCESS_KEY: { secret: true, meaning: 'secret of that key' },
  METRICS_ACCESS: {
    default: 'private',
    meaning: 'who may read `/metrics`: `private` networks, `all`, or `none`',
  },
  PLACEHOLDER_NICK_NAME: {
    default: '微信用户',
    meaning: 'nickname of a new user who gave none, 1 to 20 UTF-16 units',
  },
  PLACEHOLDER_AVATAR: { default: AVATAR, meaning: 'picture of a new user who gave none, an https URL' },
  LOG_CONSENT: {
    default: 'false',
    meaning: 'whether the line of a login names the documents that the user has agreed to, `true` or `false`',
  },
  LOG_LEVEL: { default: 'info', meaning: '`debug`, `info`, `warn`, `error` or `silent`' },
} as const satisfies Record<string, Variable>

export type VariableName = keyof typeof variables

/** Those that describe the one app, and cannot stand beside RELAY_APPS_FILE. */
export const oneAppVariables = [
  'WECHAT_APP_ID',
  'WECHAT_APP_SECRET',
  'WECHAT_APP_SECRET_PREVIOUS',
  'WECHAT_APP_KIND',
  'IOT_APP_KEY',
  'IOT_APP_SECRET',
  'IOT_APP_SECRET_PREVIOUS',
  'WX_ID_KIND',
  'TX_IOT_USER_ID',
  'PLUGIN_TOKEN',
  'PLUGIN_TOKEN_PREVIOUS',
  'PLUGIN_HOSTS',
  'PLUGIN_DEVELOPMENT_HOSTS',
  'WECHAT_PUSH_TOKEN',
  'WECHAT_PUSH_AES_KEY',
] as const satisfies readonly VariableName[]
