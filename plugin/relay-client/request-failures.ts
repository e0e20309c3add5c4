import { INTERRUPTED, TIMEOUT_WORDS, type Meaning } from '../wx-failure'

export const DOMAIN_NOT_ALLOWED: Meaning = {
  code: 'Client.DomainNotAllowed',
  numbers: [600002],
  says: /not in domain list|合法域名/,
}

/** What a failed `wx.request` means. 600001 means several things, so its words decide. */
export const REQUEST_FAILURES: readonly Meaning[] = [
  DOMAIN_NOT_ALLOWED,
  {
    code: 'Client.InvalidURL',
    numbers: [600009],
    says: /invalid url/i,
  },
  {
    code: 'Client.CertificateRejected',
    says: /ERR_(CERT|SSL)|ssl hand ?shake|ssl error|SSL ?错误|certificate|证书|憑證|cronet_error_code:-2\d\d\b/i,
  },
  {
    code: 'Client.TooManyRequests',
    numbers: [600007],
    says: /max task count/i,
    retryable: true,
  },
  INTERRUPTED,
  {
    code: 'Client.RequestTimeout',
    numbers: [5],
    says: TIMEOUT_WORDS,
    retryable: true,
  },
]

export const NOT_REACHED: Meaning = {
  code: 'Client.NetworkFailed',
  retryable: true,
}

export const REQUEST_TIMEOUT: Meaning = { code: 'Client.RequestTimeout', retryable: true }
