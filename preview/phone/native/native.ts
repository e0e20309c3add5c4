import type { Filling } from '../../filling'
import type { Consent } from '../consent'

/** What WeChat itself shows above a mini program. */
export interface Native {
  toast(options: { title: string; icon: string; duration: number }): void
  hideToast(): void
  /** Answers which of the two was tapped. */
  modal(options: ModalOptions): Promise<'confirm' | 'cancel'>
  /** Asks the user for name and picture. */
  askProfile(desc: string): Promise<boolean>
  consent: Consent
  filling: Filling
  /** The path of the picture that was chosen, or nothing where WeChat refuses it. Rejects when it was cancelled. */
  chooseAvatar(): Promise<string | undefined>
}

export interface ModalOptions {
  title: string
  content: string
  showCancel: boolean
  cancelText: string
  confirmText: string
}

let current: Native | undefined

export function native(): Native {
  if (current === undefined) throw new Error('The phone has not been started')
  return current
}

export function installNative(made: Native): void {
  current = made
}
