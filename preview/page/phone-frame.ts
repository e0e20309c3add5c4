import type { FromPhone, ToPhone } from '../messages'
import type { PageSettings } from './settings'

export interface PhoneFrame {
  /** Closes the mini program and opens it with these settings. */
  start(settings: PageSettings): void
  send(message: ToPhone): void
}

/** The phone is a page of its own, so that its width, its theme and its styles are its own too. */
export function createPhoneFrame(frame: HTMLIFrameElement, heard: (message: FromPhone) => void): PhoneFrame {
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<FromPhone>) => {
    if (origin === location.origin && source === frame.contentWindow) heard(data)
  })
  return {
    start({ width: _width, ...phone }) {
      const query = new URLSearchParams({ ...phone })
      // Replaced, so that the browser's way back leads out of the preview at once.
      const url = `/phone?${query.toString()}`
      if (frame.contentWindow && frame.src !== '') frame.contentWindow.location.replace(url)
      else frame.src = url
    },
    send(message) {
      frame.contentWindow?.postMessage(message, location.origin)
    },
  }
}
