import { element } from '../phone/native/element'

interface Option {
  value: string
  text: string
  /** Where the text says too little by itself. */
  name?: string
  title?: string
  disabled?: boolean
}

/** Buttons of which one is chosen. */
export function segmented(
  label: string,
  options: readonly Option[],
  chosen: string,
  choose: (value: string) => void,
): HTMLElement {
  return element(
    'div',
    { class: 'segmented', role: 'group', 'aria-label': label },
    ...options.map((option) => toggle(option, option.value === chosen, choose, label)),
  )
}

/** One button that is pressed or not. */
export function toggle(
  { value, text, name, title = '' }: Option,
  pressed: boolean,
  choose: (value: string) => void,
  group: string,
): HTMLElement {
  const button = element(
    'button',
    { type: 'button', 'aria-pressed': String(pressed), 'data-id': `${group}:${value}`, title },
    text,
  )
  if (name !== undefined) button.setAttribute('aria-label', name)
  button.addEventListener('click', () => {
    choose(value)
  })
  return button
}

/** A button that does something, with what it means below it. */
export function action({ value, text, title = '', disabled = false }: Option, act: () => void): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'action', 'data-id': value },
    element('span', {}, text),
    element('small', {}, title),
  )
  button.disabled = disabled
  button.addEventListener('click', act)
  return button
}

/** A heading and what belongs to it. */
export function group(title: string, ...children: (Node | string)[]): HTMLElement {
  return element('div', { class: 'group' }, element('h3', {}, title), ...children)
}

/** Draws again, and keeps the focus on the button that has it. */
export function redraw(holder: HTMLElement, ...children: Node[]): void {
  const { activeElement } = document
  const id =
    activeElement instanceof HTMLElement && holder.contains(activeElement)
      ? activeElement.dataset.id
      : undefined
  holder.replaceChildren(...children)
  if (id !== undefined) holder.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus()
}
