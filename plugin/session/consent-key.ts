/** Raise it when the shape of `Consent` changes: older consents are then not found, and users asked again. */
const SCHEMA = 1

/** Where one AppKey's consent stands in the phone's storage. */
export const consentKey = (appKey: string): string => `iot-login:consent:v${SCHEMA}:${appKey}`
