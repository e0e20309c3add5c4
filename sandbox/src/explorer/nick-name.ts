import { Refusal } from './refusal'

/**
 * Refuses a NickName longer than the limit, counted in UTF-16 units as Tencent's own apps count. That limit is
 * theirs; the server's is not established by the platform's documents.
 */
export function checkNickName(nickName: string, maxLength: number): void {
  if (nickName.length > maxLength) {
    throw new Refusal(
      'InvalidParameterValue.NickNameLengthInvalid',
      `昵称长度无效 (at most ${maxLength} characters)`,
    )
  }
}
