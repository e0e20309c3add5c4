type Instance = { setData(data: object): void }

const counts = new WeakMap<object, number>()

/** How often this instance has called `setData` since the last time this was asked; 0 the first time. */
export function countedSetData(instance: object | undefined): number {
  if (instance === undefined) throw new Error('There is no such button')
  const counted = instance as Instance
  const sofar = counts.get(instance)
  counts.set(instance, 0)
  if (sofar !== undefined) return sofar
  const setData = counted.setData.bind(counted)
  counted.setData = (data) => {
    counts.set(instance, (counts.get(instance) ?? 0) + 1)
    setData(data)
  }
  return 0
}
