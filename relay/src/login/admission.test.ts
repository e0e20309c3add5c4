import { createAdmission } from './admission'

const deadline = (ms = 60_000) => ({ remainingMs: () => ms })

function work() {
  let end: (value: string) => void = () => undefined
  const promise = new Promise<string>((resolve) => (end = resolve))
  return { promise, end }
}

it('lets so many in, lets the next wait in their order, and sends the rest away', async () => {
  const admission = createAdmission({ inside: 1, waiting: 2 })
  const first = work()
  const order: string[] = []
  const inside = admission.enter(deadline(), () => first.promise)
  const second = admission.enter(deadline(), async () => void order.push('second'))
  const third = admission.enter(deadline(), async () => void order.push('third'))
  await expect(admission.enter(deadline(), () => Promise.resolve())).rejects.toMatchObject({
    code: 'Relay.Busy',
    row: { status: 503, retryAfterSeconds: 1 },
  })
  expect(admission.state()).toEqual({ inside: 1, waiting: 2 })
  first.end('done')
  expect(await inside).toBe('done')
  await Promise.all([second, third])
  expect(order).toEqual(['second', 'third'])
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
})

it('gives the place on after a failure', async () => {
  const admission = createAdmission({ inside: 1, waiting: 1 })
  const failing = admission.enter(deadline(), () => Promise.reject(new Error('failed')))
  const next = admission.enter(deadline(), () => Promise.resolve('in'))
  await expect(failing).rejects.toThrow('failed')
  expect(await next).toBe('in')
})

it('lets nobody wait beyond their deadline', async () => {
  const admission = createAdmission({ inside: 1, waiting: 1 })
  const first = work()
  const inside = admission.enter(deadline(), () => first.promise)
  await expect(admission.enter(deadline(5), () => Promise.resolve())).rejects.toMatchObject({
    code: 'Relay.Busy',
  })
  expect(admission.state()).toEqual({ inside: 1, waiting: 0 })
  first.end('')
  await inside
  expect(admission.state()).toEqual({ inside: 0, waiting: 0 })
})
