import type * as Sdk from 'qcloud-iotexplorer-appdev-sdk'

/**
 * Tencent's SDK as it is published. It decides at load whether it is in a mini program, so `wx` has to be there first.
 * Its types demand a `reporter` that it does not need.
 */
export function createOfficialSdk(options: Omit<Sdk.AppDevSdkOptions, 'reporter'>): Sdk.AppDevSdk {
  const { AppDevSdk } = jest.requireActual<typeof Sdk>('qcloud-iotexplorer-appdev-sdk')
  const { default: logger } = jest.requireActual<{
    default: { setDefaultConsoleTransportFilter(filter: () => boolean): void }
  }>('qcloud-iotexplorer-logger')
  logger.setDefaultConsoleTransportFilter(() => false)
  return new AppDevSdk({ ...options, reporter: () => undefined })
}
