import type { PhoneSettings } from '../../messages'
import { createConsent } from '../consent'
import type { Person } from '../person'
import { avatarChooser } from './avatar-chooser'
import { element } from './element'
import type { Native } from './native'
import { openSheet } from './sheet'
import type { NativeWords } from './words'

/** WeChat's toast and dialogs, over the phone's screen. */
export function createNative(
  screen: HTMLElement,
  words: NativeWords,
  appName: string,
  person: Person,
  settings: PhoneSettings,
): Native {
  let toast: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function hideToast(): void {
    clearTimeout(timer)
    toast?.remove()
    toast = undefined
  }

  const picture = () => element('img', { class: 'phone-avatar', src: person.avatar, alt: '' })

  const askAgreement = async () => {
    const chosen = await openSheet(screen, {
      role: 'dialog',
      label: words.privacy,
      content: [
        element('strong', { class: 'phone-sheet__title' }, words.privacy),
        element('p', { class: 'phone-sheet__text' }, `${appName} ${words.privacyAsks}`),
      ],
      buttons: [
        { text: words.disagree, primary: false },
        { text: words.agree, primary: true },
      ],
    })
    return chosen === 1
  }
  // A base library before 2.32.3 knows nothing of consent, and asks for none.
  const agreement = createConsent(settings.profile === 'own' ? 'agreed' : settings.privacy, askAgreement)

  return {
    toast({ title, icon, duration }) {
      hideToast()
      toast = element(
        'div',
        { class: `phone-toast phone-toast--${icon}`, role: 'status' },
        ...(icon === 'none' ? [] : [element('span', { class: 'phone-toast__icon', 'aria-hidden': 'true' })]),
        element('span', {}, title),
      )
      screen.append(toast)
      if (Number.isFinite(duration)) timer = setTimeout(hideToast, duration)
    },
    hideToast,

    async modal({ title, content, showCancel, cancelText, confirmText }) {
      const chosen = await openSheet(screen, {
        role: 'alertdialog',
        label: title || content,
        content: [
          element('strong', { class: 'phone-sheet__title' }, title),
          element('p', { class: 'phone-sheet__text' }, content),
        ],
        buttons: [
          ...(showCancel ? [{ text: cancelText || words.cancel, primary: false }] : []),
          { text: confirmText || words.confirm, primary: true },
        ],
      })
      return showCancel && chosen === 0 ? 'cancel' : 'confirm'
    },

    async askProfile(desc) {
      const chosen = await openSheet(screen, {
        role: 'dialog',
        label: words.profile,
        content: [
          element('p', { class: 'phone-sheet__app' }, `${appName} ${words.asksFor}`),
          element('strong', { class: 'phone-sheet__title' }, words.profile),
          element('p', { class: 'phone-sheet__text' }, desc),
          element('div', { class: 'phone-sheet__person' }, picture(), element('span', {}, person.nickName)),
        ],
        buttons: [
          { text: words.reject, primary: false },
          { text: words.allow, primary: true },
        ],
      })
      return chosen === 1
    },

    consent: agreement,
    filling: settings,

    chooseAvatar: avatarChooser({
      ask: async () => {
        const chosen = await openSheet(screen, {
          role: 'dialog',
          label: words.chooseAvatar,
          content: [
            element('strong', { class: 'phone-sheet__title' }, words.chooseAvatar),
            element('div', { class: 'phone-sheet__person' }, picture(), element('span', {}, person.nickName)),
          ],
          buttons: [
            { text: words.cancel, primary: false },
            { text: words.useAvatar, primary: true },
          ],
        })
        return chosen === 1
      },
      picture: person.avatar,
      consent: agreement,
      filling: settings,
    }),
  }
}
