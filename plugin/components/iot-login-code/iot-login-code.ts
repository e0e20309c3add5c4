import { defineLoginButton } from '../login-button/define-login-button'

/** The button that asks for nothing but the login itself: nothing it loads names an interface that must be declared. */
defineLoginButton()
