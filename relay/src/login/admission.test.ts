import { createAdmission, type Admission, type Place } from './admission'

const deadline = (ms = 60_000) => ({ remainingMs: () => ms })

async function comeIn(admission: Admission, ms?: number): Promise<Place> {
  const place = admission.arrive(deadline(ms))
  await place.enter()
  return place
}

it('lets a number of logins in, lets the next wait in their order, and sends the rest away', async () => {
  const admission = createAdmission({ inside: 1, waiting: 2 })
  const first = await comeIn(admission)
  const order: string[] = []
  const second = comeIn(admission).then((place) => {
    order.push('second')
    place.leave()
  })
  const third = comeIn(admission).then((place) => {
    order.push('third')
    place.leave()
  })
  await expect(comeIn(admission)).rejects.toMatchObject({
    code: 'Relay.Busy',
    row: { status: 503, retryAfterSeconds: 1 },
  })
  expect(admission.state()).toEqual({ inside: 1, waiting: 2 })
  first.leave()
  await Promise.all([second, third])
  expect(order).toEqual(['second', 'third'])
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
})

it('gives the room of a login that waits for another to the next one, and lets it in again afterwards', async () => {
  const admission = createAdmission({ inside: 1, waiting: 0 })
  const first = await comeIn(admission)
  first.stepAside()
  first.stepAside()
  const second = await comeIn(admission)
  expect(admission.state()).toEqual({ inside: 1, waiting: 0 })
  // It was let in once, so a line that is full does not send it away.
  const again = first.enter()
  expect(admission.state()).toEqual({ inside: 1, waiting: 1 })
  second.leave()
  await again
  first.leave()
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
})

it('lets none wait beyond its deadline', async () => {
  const admission = createAdmission({ inside: 1, waiting: 1 })
  const first = await comeIn(admission)
  await expect(comeIn(admission, 5)).rejects.toMatchObject({ code: 'Relay.Busy' })
  expect(admission.state()).toEqual({ inside: 1, waiting: 0 })
  first.leave()
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
})

it('lets none in again with too little time left for a call', async () => {
  const admission = createAdmission({ inside: 1, waiting: 1 })
  let leftMs = 1000
  const place = admission.arrive({ remainingMs: () => leftMs })
  await place.enter()
  place.stepAside()
  leftMs = 10
  expect(() => place.enter()).toThrow(expect.objectContaining({ code: 'Relay.Busy' }))
})

it('is idle once every login that arrived has left, wherever it stands', async () => {
  const admission = createAdmission({ inside: 1, waiting: 1 })
  await admission.idle()
  const first = await comeIn(admission)
  first.stepAside()
  let isIdle = false
  const idle = admission.idle().then(() => (isIdle = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isIdle).toBe(false)
  first.leave()
  await idle
})
