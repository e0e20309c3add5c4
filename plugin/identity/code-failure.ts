import { LoginError } from '../errors'
import { isLoginBlocked } from '../wx-failure'

/** The error for a code that was refused. */
export function noCode(source: string, cause: unknown): LoginError {
  if (isLoginBlocked(cause)) {
    return new LoginError(
      'Client.LoginBlocked',
      `${source}: WeChat has blocked logins of this mini program; see its console.`,
      {
        stage: 'identity',
        retryable: false,
        cause,
      },
    )
  }
  return new LoginError('Client.NoCode', `${source} gave no code; its own words are in \`cause\`.`, {
    stage: 'identity',
    retryable: true,
    cause,
  })
}

/** The error for a code that did not come. */
export function codeTimeout(source: string, milliseconds: number): LoginError {
  return new LoginError('Client.CodeTimeout', `${source} gave no answer in ${milliseconds} ms.`, {
    stage: 'identity',
    retryable: true,
  })
}
