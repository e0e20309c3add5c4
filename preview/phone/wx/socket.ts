import { refuseUnknown } from './settle'
import type { WxParts } from './wx-parts'

interface SocketOptions {
  url: string
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.connectSocket.html */
export function socketCalls({ network, recorder }: WxParts) {
  return {
    connectSocket(options: SocketOptions) {
      refuseUnknown('connectSocket', options, ['url'])
      // ws beside http, wss beside https: the domains are those of requests.
      const route = network.route(options.url.replace(/^ws/, 'http'))
      const end = recorder.call(route?.party ?? 'explorer', 'wx.connectSocket', { url: options.url })
      const socket = route === undefined ? undefined : new WebSocket(`ws://${location.host}${route.url}`)
      socket?.addEventListener('open', () => {
        end(true, 'open', undefined)
      })
      if (socket === undefined) end(false, 'url not in domain list', undefined)
      return socketTask(socket)
    },
  }
}

/** Without a socket it fails, a moment later: the caller has to have the time to listen. */
function socketTask(socket: WebSocket | undefined) {
  return {
    send: ({ data }: { data: string }) => socket?.send(data),
    close: () => socket?.close(),
    onOpen: (listener: () => void) => socket?.addEventListener('open', listener),
    onClose: (listener: (event: { code: number; reason: string }) => void) =>
      socket?.addEventListener('close', ({ code, reason }) => {
        listener({ code, reason })
      }),
    onMessage: (listener: (event: { data: unknown }) => void) =>
      socket?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        listener({ data })
      }),
    onError(listener: (event: { errMsg: string }) => void) {
      const fail = (words: string) => {
        listener({ errMsg: `connectSocket:fail ${words}` })
      }
      if (socket === undefined) setTimeout(fail, 0, 'url not in domain list')
      socket?.addEventListener('error', () => {
        fail('the server gave no answer')
      })
    },
  }
}
