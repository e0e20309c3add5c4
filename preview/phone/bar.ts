import type { Theme } from '../messages'
import type { PackedMiniProgram } from './packed'
import type { Pages } from './pages'

/**
 * WeChat's bar above the page: title, way back, and the capsule. Colours are the page's own, else those of `window` in
 * app.json; theme.json says what they are by day and by night.
 */
export function createBar(
  header: HTMLElement,
  { json, themes, space }: PackedMiniProgram,
  back: string,
  goBack: () => void,
) {
  const title = header.appendChild(document.createElement('h1'))
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'phone-back'
  button.setAttribute('aria-label', back)
  button.addEventListener('click', goBack)
  header.prepend(button)

  return (theme: Theme, { path, title: words, depth }: ReturnType<Pages['top']>): void => {
    const colour = (name: string | undefined, otherwise: string) =>
      name?.startsWith('@') === true ? (themes[theme]?.[name.slice(1)] ?? otherwise) : (name ?? otherwise)
    const { navigationBarBackgroundColor, navigationBarTextStyle, backgroundColor } = {
      ...json.window,
      ...space.configs[path],
    }
    title.textContent = words
    button.hidden = depth < 2
    const { style } = document.documentElement
    style.setProperty('--phone-bar', colour(navigationBarBackgroundColor, '#ffffff'))
    style.setProperty(
      '--phone-bar-text',
      colour(navigationBarTextStyle, 'black') === 'white' ? '#fff' : '#000',
    )
    style.setProperty('--phone-background', colour(backgroundColor, '#ffffff'))
  }
}
