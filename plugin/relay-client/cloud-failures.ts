import { INTERRUPTED, TIMEOUT_WORDS, type Meaning } from '../wx-failure'

/**
 * What a failed call to WeChat's cloud means. The list of WeChat's is incomplete and -501000 means five things, so
 * its words come first.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference/errcode.html
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/development/call/faq.html
 */
export const CLOUD_FAILURES: readonly Meaning[] = [
  {
    code: 'Client.CloudNotReady',
    says: /Cloud API isn.t enabled|call wx\.cloud\.init/i,
    words:
      'was not called: WeChat’s cloud is not set up. Call wx.cloud.init({ env }) before the first login.',
  },
  {
    code: 'Client.CloudFunctionNotFound',
    says: /FunctionName parameter|FUNCTION_NOT_FOUND/i,
    words: 'is not deployed in this environment. Deploy it there, or correct its name or the environment.',
  },
  {
    code: 'Client.CloudNotPermitted',
    numbers: [-601012, -601018, -604101],
    says: /path access permission|authorization mismatch/i,
    words: 'may not be called by this app. Give the AppID the right to it in the cloud console.',
  },
  {
    code: 'Client.CloudTimeLimit',
    numbers: [-504003],
    says: /TIME_LIMIT_EXCEEDED|Invoking task timed out/i,
    retryable: true,
    words: 'ran into its own time limit, 3 seconds by default. Raise it to 20 in the cloud console.',
  },
  {
    code: 'Client.CloudEnvironmentNotFound',
    numbers: [-501000, 40097, 102005],
    says: /environment invalid|env not exists|INVALID_ENV|INVALID_HOST|invalid host/i,
    words:
      'is not in this environment, or the environment is not one of this AppID. Correct env, service and wx.cloud.init().',
  },
  {
    code: 'Client.CloudFunctionFailed',
    numbers: [-504002, -404011, -504001],
    says: /functions? execute fail|cannot find module/i,
    words: 'crashed. Look into its log in the cloud console; mostly a dependency or a variable is missing.',
  },
  {
    code: 'Client.CloudQuotaExceeded',
    numbers: [-501003, -501004],
    retryable: true,
    words: 'was refused, since the quota of the cloud environment is used up. Raise it in the cloud console.',
  },
  {
    code: 'Client.CloudUnavailable',
    numbers: [-501001, -501002, -601001, -601003],
    retryable: true,
    words: 'was not called: WeChat’s cloud itself has failed. Log in again a little later.',
  },
  {
    code: 'Client.CloudStarting',
    numbers: [102002],
    retryable: true,
    words:
      'did not reply in 15 seconds, mostly because its container was starting. Log in again; keep one instance running.',
  },
  INTERRUPTED,
  {
    code: 'Client.RequestTimeout',
    numbers: [5, -404005, -404012],
    says: TIMEOUT_WORDS,
    retryable: true,
    words: 'did not reply in time. Log in again; if it stays so, look into its log.',
  },
]

/** A failure that names no number known here. */
export const CLOUD_NOT_REACHED: Meaning = {
  code: 'Client.NetworkFailed',
  retryable: true,
  words: "was not reached. Check the phone's network; WeChat's words are in `cause`.",
}

/** One that names a number which is not known here: the cloud did get the call, so it is no matter of the network. */
export const CLOUD_REFUSED: Meaning = {
  code: 'Client.CloudUnavailable',
  retryable: true,
  words: "was refused by WeChat's cloud. Look up its code, which is in `cause`.",
}
