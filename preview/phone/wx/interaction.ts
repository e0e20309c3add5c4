import { refuseUnknown, settle } from './settle'
import type { ModalOptions } from '../native/native'
import type { WxParts } from './wx-parts'

interface ToastOptions {
  title: string
  icon?: string
  duration?: number
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html and its neighbours */
export function interactionCalls({ native }: WxParts) {
  return {
    showToast: (options: ToastOptions) =>
      settle('showToast', options, ['title', 'icon', 'duration', 'mask'], () => {
        native.toast({ icon: 'success', duration: 1500, ...options })
        return {}
      }),
    showLoading: (options: ToastOptions) =>
      settle('showLoading', options, ['title', 'mask'], () => {
        native.toast({ title: options.title, icon: 'loading', duration: Infinity })
        return {}
      }),
    hideToast: (options?: object) => settle('hideToast', options, [], () => (native.hideToast(), {})),
    hideLoading: (options?: object) => settle('hideLoading', options, [], () => (native.hideToast(), {})),
    showModal(options: Partial<ModalOptions>) {
      refuseUnknown('showModal', options, MODAL)
      return settle('showModal', options, MODAL, async () => {
        const defaults = { title: '', content: '', showCancel: true, cancelText: '', confirmText: '' }
        const chosen = await native.modal({ ...defaults, ...options })
        return { confirm: chosen === 'confirm', cancel: chosen === 'cancel' }
      })
    },
  }
}

const MODAL = ['title', 'content', 'showCancel', 'cancelText', 'confirmText', 'cancelColor', 'confirmColor']
