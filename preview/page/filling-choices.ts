import { FILLING, type Filling } from '../filling'
import { element } from '../phone/native/element'
import { segmented } from './choices'
import type { PageSettings } from './settings'
import type { PageWords } from './words'

/** What WeChat does while a picture is chosen and a name is typed. */
export function fillingChoices(
  settings: PageSettings,
  words: PageWords,
  choose: (changed: Partial<Filling>) => void,
): HTMLElement[] {
  return (Object.keys(FILLING) as (keyof Filling)[]).flatMap((name) => [
    element('h4', {}, words[name]),
    segmented(
      words[name],
      FILLING[name].map((value) => ({ value, text: words[value] })),
      settings[name],
      (value) => {
        choose({ [name]: value })
      },
    ),
  ])
}
