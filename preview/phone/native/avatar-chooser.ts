import type { Filling } from '../../filling'
import type { Consent } from '../consent'
import { keepTemporary } from '../file-url'
import { WxError } from '../wx/settle'

export interface ChooserParts {
  /** Shows the sheet; answers whether the picture was taken. */
  ask: () => Promise<boolean>
  /** The user's picture, a data URL. */
  picture: string
  consent: Consent
  filling: Filling
}

/**
 * What `<button open-type="chooseAvatar">` opens. Resolves to the path that the mini program sees, or to nothing where
 * WeChat refuses the picture: then no event is fired. https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 *
 * The words of its failures are seen in public code; they reach the console only.
 */
export function avatarChooser({ ask, picture, consent, filling }: ChooserParts) {
  let isOpen = false
  return async (): Promise<string | undefined> => {
    if (isOpen) throw new WxError('another chooseAvatar is in progress')
    isOpen = true
    try {
      await consent.require()
      if (!(await ask())) throw new WxError('cancel')
      if (filling.picture === 'refused') return undefined
      return keepTemporary(await asPng(picture), filling.paths)
    } finally {
      isOpen = false
    }
  }
}

const SIZE = 132

/** WeChat hands over a photograph, never a drawing. */
async function asPng(dataUrl: string): Promise<string> {
  const image = new Image(SIZE, SIZE)
  image.src = dataUrl
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  canvas.getContext('2d')?.drawImage(image, 0, 0, SIZE, SIZE)
  return canvas.toDataURL('image/png')
}
