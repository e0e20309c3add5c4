import { createHmac } from 'node:crypto'

type Values = Record<string, unknown>

/**
 * A client that exists, by the way in which it signs and sends, written from what its source does. They differ in
 * what they do with empty, undefined and null values and with underscores, and so do their mistakes.
 */
export interface OfficialClient {
  name: string
  /** `name=value` of what is signed, in order; the clients sort by name, upper case first. */
  signs(parameters: Values): string[]
  /** What goes into the body. */
  sends(parameters: Values): Values
  /** What it draws the Nonce from: the smallest and the largest. */
  nonces: readonly [number, number]
  /** Behind the endpoint: the Action in the path, a query. */
  suffix: string
  /** What its own-brand builds add to every request. */
  extra: Values
}

const everything = (parameters: Values) =>
  Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${String(parameters[name])}`)
const without = (parameters: Values, dropped: (value: unknown) => boolean) =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => !dropped(value)))
const isEmpty = (value: unknown) => value === ''
const asGiven = (parameters: Values) => parameters

const withDots = (parameters: Values) =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name.replaceAll('_', '.'), value]))

const plain = { sends: asGiven, suffix: '', extra: {} }

/** The table's order: https://cloud.tencent.com/document/product/1081/40773 first, then those in public repositories. */
export const officialClients = {
  documents: {
    ...plain,
    name: "the documents' own sample, with the rule for underscores and its question about empty values",
    signs: (parameters: Values) => everything(withDots(without(parameters, isEmpty))),
    nonces: [1, 71_087_795],
  },
  node2020: {
    ...plain,
    name: 'qcloud-iotexplorer-appdev-node-sdk 1.0.1 (2020)',
    signs: everything,
    nonces: [1, 10_000],
  },
  demo202009: {
    ...plain,
    name: "the mini program demo's cloud function, September 2020",
    signs: everything,
    nonces: [1, 10_000],
  },
  demo202011: {
    ...plain,
    name: "the mini program demo's cloud function, November 2020",
    signs: (parameters: Values) => everything(without(parameters, isEmpty)),
    nonces: [1, 10_000],
  },
  demo202104: {
    ...plain,
    name: "the mini program demo's cloud function, April 2021 to today",
    signs: (parameters: Values) =>
      everything(without(parameters, (value) => value === undefined || value === '')),
    nonces: [1, 10_000],
  },
  android: {
    ...plain,
    name: 'iot-link-android, own brand',
    signs: everything,
    nonces: [0, 9],
    suffix: '/AppGetTokenByWeiXin?uin=unknown',
    extra: { lang: 'zh-CN', Platform: 'android', Agent: 'android/1.0 (Link App)', RegionId: '1' },
  },
  ios: {
    ...plain,
    name: 'iot-link-ios, own brand',
    signs: everything,
    nonces: [0, 4_294_967_295],
    suffix: '?uin=unknown',
    extra: { lang: 'zh-CN', Platform: 'iOS', Agent: 'ios/1.0 (Link App)', RegionId: 'ap-guangzhou' },
  },
  python: {
    ...plain,
    name: 'a public client in Python, the one that follows the newest rule',
    signs: (parameters: Values) => everything(withDots(without(parameters, isEmpty))),
    nonces: [1_700_000_000_000, 1_900_000_000_000],
  },
} satisfies Record<string, OfficialClient>

/** A request as this client would send it. */
export function requestOf(
  client: OfficialClient,
  parameters: Values,
  secret: string,
): { suffix: string; body: Values } {
  const given = { ...parameters, ...client.extra }
  const Signature = createHmac('sha1', secret).update(client.signs(given).join('&')).digest('base64')
  return { suffix: client.suffix, body: { ...client.sends(given), Signature } }
}
