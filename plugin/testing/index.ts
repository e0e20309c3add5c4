/** A phone for tests of a mini program's own pages with `<iot-login>` on them. Needs no test runner. */
export { outcomes, type OutcomeName } from './outcomes'
export type { PhoneRequest } from './phone-wx'
export { testPhone, type PageOnPhone, type RunnerName, type TestPhone, type TestPhoneOptions } from './phone'
