import type { BuiltInDefinition } from './built-in'
import { fileUrl } from '../file-url'

const pictures = new WeakMap<Element, HTMLImageElement>()

/** What each mode is in css. https://developers.weixin.qq.com/miniprogram/dev/component/image.html */
const FIT: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
}

export const image: BuiltInDefinition = {
  properties: {
    src: { type: String, value: '' },
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: { type: Boolean, value: false },
    showMenuByLongpress: { type: Boolean, value: false },
  },
  attached({ dom, fire }) {
    const picture = document.createElement('img')
    picture.alt = ''
    picture.addEventListener('load', (event) => {
      event.stopPropagation()
      fire('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    })
    picture.addEventListener('error', (event) => {
      event.stopPropagation()
      fire('error', { errMsg: 'GET failed' })
    })
    pictures.set(dom, picture)
    dom.append(picture)
  },
  update(self) {
    const { dom, data } = self
    const picture = pictures.get(dom)
    if (!picture) return
    const src = data.src as string
    const url = src === '' ? '' : fileUrl(src, self.node)
    if (url !== '' && picture.getAttribute('src') !== url) picture.src = url
    if (url === '') picture.removeAttribute('src')
    picture.style.objectFit = FIT[data.mode as string] ?? 'none'
    dom.setAttribute('mode', data.mode as string)
    if (data.ariaLabel !== undefined) dom.setAttribute('role', 'img')
  },
}
