import { createConsent } from './consent'

function consentOf(privacy: 'agreed' | 'ask' | 'undeclared', answers: boolean[] = []) {
  let time = 0
  const asked = { times: 0 }
  const ask = () => {
    asked.times += 1
    return Promise.resolve(answers.shift() ?? false)
  }
  const consent = createConsent(privacy, ask, () => time)
  return { consent, asked, pass: (milliseconds: number) => (time += milliseconds) }
}

const REFUSED = { errno: 104, message: 'privacy permission is not authorized' }

test('who has agreed is not asked', async () => {
  const { consent, asked } = consentOf('agreed')
  await consent.require()
  expect([consent.isGiven(), asked.times]).toEqual([true, 0])
})

test('who agrees is asked once', async () => {
  const { consent, asked } = consentOf('ask', [true])
  expect(consent.isGiven()).toBe(false)
  await consent.require()
  await consent.require()
  expect([consent.isGiven(), asked.times]).toEqual([true, 1])
})

test('after a refusal it fails at once for ten seconds, and asks again then', async () => {
  const { consent, asked, pass } = consentOf('ask', [false, true])
  await expect(consent.require()).rejects.toMatchObject(REFUSED)
  pass(9_999)
  await expect(consent.require()).rejects.toMatchObject(REFUSED)
  expect(asked.times).toBe(1)
  pass(1)
  await consent.require()
  expect(asked.times).toBe(2)
})

test('what is not declared fails with 112, whatever the user would agree to', async () => {
  const { consent, asked } = consentOf('undeclared', [true])
  await expect(consent.require()).rejects.toMatchObject({ errno: 112 })
  expect(asked.times).toBe(0)
})

test('the last listener is asked in place of WeChat’s dialog', async () => {
  const { consent, asked } = consentOf('ask')
  consent.onNeeded((resolve) => {
    resolve({ event: 'disagree' })
  })
  consent.onNeeded((resolve) => {
    resolve({ event: 'agree', buttonId: 'agree' })
  })
  await consent.require()
  expect(asked.times).toBe(0)
})
