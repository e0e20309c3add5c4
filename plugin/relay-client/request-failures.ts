import { INTERRUPTED, TIMEOUT_WORDS, type Meaning } from '../wx-failure'

/** What a failed `wx.request` means. 600001 means several things, so its words decide. */
export const REQUEST_FAILURES: readonly Meaning[] = [
  {
    code: 'Client.DomainNotAllowed',
    numbers: [600002],
    says: /not in domain list|合法域名/,
    words:
      'is not among the request domains. Add its origin in the WeChat console, for the plugin form in that of the plugin.',
  },
  {
    code: 'Client.InvalidURL',
    numbers: [600009],
    says: /invalid url/i,
    words: 'is no address for WeChat. Correct relayUrl (or tokenApiUrl).',
  },
  {
    code: 'Client.CertificateRejected',
    says: /ERR_(CERT|SSL)|ssl hand ?shake|ssl error|SSL ?错误|certificate|证书|憑證|cronet_error_code:-2\d\d\b/i,
    words:
      "has a certificate that the phone rejects, mostly for an incomplete chain. Let the server send its CA's intermediate certificates too.",
  },
  {
    code: 'Client.TooManyRequests',
    numbers: [600007],
    says: /max task count/i,
    retryable: true,
    words:
      'was not asked: too many requests of this app run at once, and WeChat allows ten. Send fewer at a time.',
  },
  INTERRUPTED,
  {
    code: 'Client.RequestTimeout',
    numbers: [5],
    says: TIMEOUT_WORDS,
    retryable: true,
    words: 'did not reply in time. Log in again; if it stays so, look into its log.',
  },
]

export const NOT_REACHED: Meaning = {
  code: 'Client.NetworkFailed',
  retryable: true,
  words: "was not reached. Check the phone's network, then the address; WeChat's words are in `cause`.",
}
