export { createApp, type AppDependencies } from './app'
export {
  createCloudFunction,
  type CloudFunction,
  type CloudContext,
  type CloudFunctionOptions,
  type CloudFunctionReply,
  type CloudHttpReply,
} from './cloud-function'
export { createHandler, type HandlerOptions, type RequestHandler } from './handler'
export { createRelay, type Relay, type RelayOptions } from './create-relay'
export { ConfigError, loadConfig, type RelayConfig } from './config/config'
export { systemClock, type Clock } from './clock'
export { errorTable, isRetryable, RelayError, type ErrorRow } from './errors'
export { createLog, type Log, type LogLevel } from './log'
export { createLogin, type Login, type LoginDependencies } from './login/login'
export type { OnLogin, ToldLogin } from './on-login/tell-login'
export type { ExchangeCode, IssuedToken, IssueToken } from './login/ports'
export type { RegisteredApp } from './registered-app'
export { Secret } from './secret'
export type { ProfileEvent } from './withdrawal/profile-event'
