/** The entry for hosts of Tencent's plugin tx-iot-sdk. Apart, so that a login carries none of it. */
export type { LoginError } from './errors'
export type { Session } from './session/session'
export { createTxIotSdk, type TxIotSdk, type TxIotSdkOptions } from './create-tx-iot-sdk'
export type { TxIotEngine, TxIotListener, TxIotPlugin, TxIotSignature, TxIotUser } from './tx-iot/engine'
