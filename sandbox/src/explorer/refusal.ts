/**
 * The codes that the sandbox answers on its own. `InternalError` is not among them: it comes by a fault.
 * https://cloud.tencent.com/document/product/1081/40781
 */
export type ExplorerErrorCode =
  | 'ErrorRequiredParamNotFound'
  | 'InvalidAction'
  | 'InvalidParameterValue'
  | 'InvalidParameterValue.InvalidJSON'
  | 'InvalidParameterValue.NickNameLengthInvalid'
  | 'InvalidParameterValue.ErrorUserNotExists'
  | 'InvalidParameterValue.InvalidAccessToken'
  | 'InvalidParameterValue.CheckVerifyCodeFailed'

/** A request that IoT Explorer does not serve. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(
    readonly code: ExplorerErrorCode,
    message: string,
    /** Why, where the platform's own message does not say. For the journal. */
    readonly note?: string,
  ) {
    super(message)
  }
}
