import type { ClientErrorCode } from './errors'
import type { Say } from './wx-failure'

/** The cure of each failure, for the one who can fix it. Completes `wx.login …` or `https://… …`. */
const WORDS: Partial<Record<ClientErrorCode, string>> = {
  'Client.LoginBlocked':
    'was refused: WeChat has blocked logins of this mini program. See its notices in the WeChat console.',
  'Client.AppIDRejected': 'does not work with this AppID. Set a real or a test AppID in project.config.json.',
  'Client.DevToolsSignedOut': 'was refused: WeChat DevTools is signed out. Sign in there again.',
  'Client.PluginLoginNeeded':
    "was refused in this plugin, whose host has another AppID. Leave out `code`, or set it to 'auto', so that it finds the way.",
  'Client.NoCode': 'gave no code. Log in again; its own words are in `cause`.',
  'Client.CodeTimeout': 'gave no answer in time. Log in again.',
  'Client.Interrupted':
    'was interrupted, as WeChat does with an app in the background. Log in again when the app is shown.',
  'Client.DomainNotAllowed':
    'is not among the request domains. Add its origin in the WeChat console, for the plugin form in that of the plugin.',
  'Client.InvalidURL': 'is no address for WeChat. Correct relayUrl (or tokenApiUrl).',
  'Client.CertificateRejected':
    "has a certificate that the phone rejects, mostly for an incomplete chain. Let the server send its CA's intermediate certificates too.",
  'Client.TooManyRequests':
    'was not asked: too many requests of this app run at once, and WeChat allows ten. Send fewer at a time.',
  'Client.RequestTimeout': 'did not reply in time. Log in again; if it stays so, look into its log.',
  'Client.NetworkFailed':
    "was not reached. Check the phone's network, then the address; WeChat's words are in `cause`.",
}

/** What failed and its cure, in a sentence. */
export const sayInFull: Say = ({ code, words = WORDS[code] }, subject) => `${subject} ${words ?? code}`
