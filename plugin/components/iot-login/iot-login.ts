import { requestProfile } from '../../identity/wx-profile'
import { defineLoginButton } from '../login-button/define-login-button'

/** The button that may ask for name and picture: a host with it declares both in its privacy guideline. */
defineLoginButton(requestProfile)
