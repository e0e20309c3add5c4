export type {
  AgreeDetail,
  ChangeDetail,
  FailDetail,
  LinkDetail,
  SuccessDetail,
} from './components/login-button/events'
export type { Agreement } from './components/login-button/read-agreement'
export type { Labels } from './components/login-button/read-labels'
export type { ClientErrorCode, ErrorCode, LoginErrorDetails, Stage } from './errors'
export type { GivenProfile, Profile } from './identity/profile'
export type { LoginData, LoginFailure, LoginReply, LoginRequest, LoginSuccess } from './relay-client/contract'
export type { HostTransport, RelayRequest } from './relay-client/host-transport'
export type { HttpReply } from './relay-client/transport'
export type { SdkFailure } from './sdk/sdk-failure'
export type { SdkOptions } from './sdk/sdk-options'
export type { AgreedDocument, Consent, KeptConsent } from './session/consent'
export type { AccessToken, LoginOptions, LoginResult, Session, SessionChange } from './session/session'
export type { SessionState } from './session/state'
export type { CloudTransport, SessionOptions } from './session-options'
export { sdkOptions } from './create-sdk-options'
export { createSession } from './create-session'
export { isLoginError, LoginError } from './errors'
export { configure, getSession } from './shared-sessions'
