/** The entry for hosts with a profile form of their own. Apart, so that a login carries none of it. */
export type { LoginError } from './errors'
export type { Session } from './session/session'
export { uploadAvatar, type UploadOptions } from './create-avatar-upload'
