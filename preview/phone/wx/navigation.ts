import { pages } from '../pages'
import { settle } from './settle'

interface UrlOptions {
  url: string
}

const going = (name: 'navigateTo' | 'redirectTo' | 'reLaunch') => (options: UrlOptions) =>
  settle(name, options, ['url'], () => {
    pages()[name](options.url)
    return {}
  })

/** https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html and its neighbours */
export const navigationCalls = () => ({
  navigateTo: going('navigateTo'),
  redirectTo: going('redirectTo'),
  reLaunch: going('reLaunch'),
  navigateBack: (options?: { delta?: number }) =>
    settle('navigateBack', options, ['delta'], () => {
      pages().navigateBack(options?.delta)
      return {}
    }),
  setNavigationBarTitle: (options: { title: string }) =>
    settle('setNavigationBarTitle', options, ['title'], () => {
      pages().setTitle(options.title)
      return {}
    }),
})
