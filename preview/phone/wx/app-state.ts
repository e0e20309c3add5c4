type Listener = () => void

/**
 * The app is hidden while the browser's page is.
 * https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAppShow.html
 */
export function appStateCalls() {
  const hide = new Set<Listener>()
  const show = new Set<Listener>()
  document.addEventListener('visibilitychange', () => {
    for (const listener of document.hidden ? hide : show) listener()
  })
  return {
    onAppHide: (listener: Listener) => void hide.add(listener),
    offAppHide: (listener: Listener) => void hide.delete(listener),
    onAppShow: (listener: Listener) => void show.add(listener),
    offAppShow: (listener: Listener) => void show.delete(listener),
  }
}
