import { element } from './element'

export interface SheetOptions {
  /** `alertdialog` stands in the middle, `dialog` comes up from below. */
  role: 'dialog' | 'alertdialog'
  label: string
  content: Node[]
  buttons: { text: string; primary: boolean }[]
}

/** Shows a dialog over the phone, keeps the keyboard in it, and answers which button was tapped. */
export function openSheet(
  over: HTMLElement,
  { role, label, content, buttons }: SheetOptions,
): Promise<number> {
  return new Promise((resolve) => {
    const before = document.activeElement
    const sheet = element('div', {
      class: `phone-sheet phone-sheet--${role}`,
      role,
      'aria-label': label,
      'aria-modal': 'true',
    })
    const veil = element('div', { class: 'phone-veil' }, sheet)
    const close = (chosen: number) => {
      veil.remove()
      for (const each of others) each.inert = false
      if (before instanceof HTMLElement) before.focus()
      resolve(chosen)
    }
    const row = element('div', { class: 'phone-sheet__buttons' })
    buttons.forEach(({ text, primary }, index) => {
      const made = element('button', { type: 'button', class: primary ? 'phone-sheet__primary' : '' }, text)
      made.addEventListener('click', () => {
        close(index)
      })
      row.append(made)
    })
    sheet.append(...content, row)
    const others = [...over.children].filter((each): each is HTMLElement => each instanceof HTMLElement)
    for (const each of others) each.inert = true
    over.append(veil)
    veil.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') close(0)
    })
    row.querySelector<HTMLButtonElement>('button:last-child')?.focus()
  })
}
