/**
 * A UUID (version 4 in form) that names one login in everybody's logs. It protects nothing, so `Math.random` will do:
 * a plugin has no source of cryptographic randomness.
 */
export function newRequestId(): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
    Math.floor(Math.random() * 16).toString(16),
  )
}
