import type * as Sdk from 'qcloud-iotexplorer-appdev-sdk'

/**
 * Tencent's SDK as it is published. It decides at load whether it is in a mini program, so `wx` has to be there first.
 * Its types demand a `reporter` that it does not need.
 */
export function createOfficialSdk(options: Omit<Sdk.AppDevSdkOptions, 'reporter'>): Sdk.AppDevSdk {
  const { AppDevSdk } = jest.requireActual<typeof Sdk>('qcloud-iotexplorer-appdev-sdk')
  quietSdk()
  return new AppDevSdk({ ...options, reporter: () => undefined })
}

/** Takes its log off the console. */
export function quietSdk(): void {
  const { default: logger } = jest.requireActual<{
    default: { setDefaultConsoleTransportFilter(filter: () => boolean): void }
  }>('qcloud-iotexplorer-logger')
  logger.setDefaultConsoleTransportFilter(() => false)
}

/** The SDK leaves a timer of 20 seconds behind every message on its socket, which would hold up the end of the tests. */
export function letSdkTimersGo(): void {
  const start = setTimeout
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, milliseconds: number) => {
    const timer = start(work, milliseconds)
    if (milliseconds === 20_000) timer.unref()
    return timer
  }) as typeof setTimeout)
}
