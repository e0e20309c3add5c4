/** A token as it may be shown: enough to tell two apart, too little to use. */
export const masked = (token: string) =>
  token.length < 16 ? '••••' : `${token.slice(0, 4)}••••${token.slice(-4)}`
