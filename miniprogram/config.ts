/**
 * Where the demo logs in. These are the sandbox's values, so that it runs without any account.
 *
 * For your own: `relayUrl` is the https address of your relay, which must be in the request domains of the
 * plugin or mini program; `appKey` is the AppKey of your application in the IoT Explorer console. The AppKey
 * may be seen by anyone. The secrets that belong to it stay with the relay.
 */
export const config = {
  relayUrl: 'http://127.0.0.1:8787',
  appKey: 'SandboxAppKey0001',
}

/**
 * Where Tencent's SDK finds IoT Explorer. For the platform itself leave both out: `sdkOptions(session)` and no `wsConfig`.
 */
export const explorer = {
  apiUrl: 'http://127.0.0.1:8788/iot.cloud.tencent.com/api/exploreropen/',
  socketUrl: 'ws://127.0.0.1:8788/iot.cloud.tencent.com/ws/explorer',
}
