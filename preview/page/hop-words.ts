import type { Hop, PhoneSettings } from '../messages'
import { said, type Said } from './words'

interface Explanation extends Said {
  of: RegExp
}

/** What a call is for, by its name. */
const EXPLANATIONS: Explanation[] = [
  {
    of: /^wx\.(login|pluginLogin)$/,
    en: 'WeChat gives the phone a code. It is good once, for five minutes, and says nothing to anyone but WeChat.',
    zh: '微信给手机一个凭证：只能用一次，五分钟有效，除微信外谁也看不懂。',
    zhTW: '微信給手機一個憑證：只能用一次，五分鐘有效，除微信外誰也看不懂。',
  },
  {
    of: /^wx\.getUserProfile$/,
    en: 'Asks WeChat for name and picture. Since 2022 everyone gets the same placeholder, and a login goes on without.',
    zh: '向微信要昵称和头像。2022 年起所有人得到同样的占位资料；没有它，登录照样进行。',
    zhTW: '向微信要暱稱和頭像。2022 年起所有人得到同樣的佔位資料；沒有它，登入照樣進行。',
  },
  {
    of: /^POST \/login$/,
    en: 'The one request of a login: the code goes out, the token comes back. No secret is on the phone.',
    zh: '一次登录只有这一个请求：凭证出去，令牌回来。手机上没有任何密钥。',
    zhTW: '一次登入只有這一個請求：憑證出去，權杖回來。手機上沒有任何金鑰。',
  },
  {
    of: /jscode2session/,
    en: 'The relay trades the code for the user’s OpenID, with its AppSecret. The OpenID never reaches the phone.',
    zh: '中转服务用 AppSecret 把凭证换成用户的 OpenID。OpenID 永远不会到手机上。',
    zhTW: '中轉服務用 AppSecret 把憑證換成使用者的 OpenID。OpenID 永遠不會到手機上。',
  },
  {
    of: /^AppGetTokenByWeiXin$/,
    en: 'The relay signs this call by HMAC-SHA1. IoT Explorer opens an account at the first, and gives a token.',
    zh: '中转服务用 HMAC-SHA1 签名。第一次来的人由平台注册账号，并得到令牌。',
    zhTW: '中轉服務用 HMAC-SHA1 簽章。第一次來的人由平台註冊帳號，並得到權杖。',
  },
  {
    of: /^wx\.getStorage/,
    en: 'Is there a token from last time? While it is good, no request is made at all.',
    zh: '上次的令牌还在吗？只要有效，就不发任何请求。',
    zhTW: '上次的權杖還在嗎？只要有效，就不發任何請求。',
  },
  {
    of: /^wx\.setStorage/,
    en: 'The token is kept on the phone, encrypted, until it is due for renewal.',
    zh: '令牌加密保存在手机上，直到该续期的时候。',
    zhTW: '權杖加密保存在手機上，直到該續期的時候。',
  },
]

/** In one or two sentences, or nothing for a call of somebody else’s mini program. */
export function explanationOf({ call }: Hop, lang: PhoneSettings['lang']): string | undefined {
  const found = EXPLANATIONS.find(({ of }) => of.test(call))
  return found && said(found, lang)
}
