import { installFakeWx, type FakeWx } from './fake-wx'

/** A phone of its own for each test, whose time stands still, and a page that is empty again after it. */
export function useFreshPhone(onPhone: (phone: FakeWx) => void): void {
  beforeEach(() => {
    jest.useFakeTimers()
    onPhone(installFakeWx())
  })
  afterEach(() => {
    document.body.replaceChildren()
  })
}
