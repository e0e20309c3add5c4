import type { BuiltInDefinition } from './built-in'
import { pages } from '../pages'

/** https://developers.weixin.qq.com/miniprogram/dev/component/navigator.html */
export const navigator: BuiltInDefinition = {
  properties: {
    url: { type: String, value: '' },
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: { type: String, value: 'self' },
  },
  attached(self) {
    self.dom.setAttribute('role', 'link')
    self.dom.tabIndex = 0
    self.onTap(() => {
      const { openType, url, delta } = self.data
      const here = pages()
      if (openType === 'navigate') here.navigateTo(url as string)
      else if (openType === 'redirect') here.redirectTo(url as string)
      else if (openType === 'reLaunch') here.reLaunch(url as string)
      else if (openType === 'navigateBack') here.navigateBack(Number(delta))
      else throw new Error(`navigator: the preview has no open-type ${openType as string}`)
    })
  },
}
