type Members = Record<string, unknown>
type Method = (this: unknown, ...given: unknown[]) => unknown

const lifecycle = ['onLoad', 'onReady', 'onShow', 'onHide', 'onUnload']

/** The component that a page is for a simulator, which knows no pages: the same data, methods and times of life. */
export function pageAsComponent(page: Members): Members {
  const methods: Members = {}
  for (const [name, member] of Object.entries(page)) if (typeof member === 'function') methods[name] = member
  const others = Object.entries(page).filter(
    ([name, member]) => typeof member !== 'function' && name !== 'data',
  )
  const at = (name: string): Method =>
    function run(this: unknown) {
      const method = (this as Members)[name]
      if (typeof method === 'function') (method as Method).call(this, {})
    }
  for (const name of lifecycle) methods[name] ??= () => undefined
  return {
    data: page.data ?? {},
    methods,
    lifetimes: {
      created(this: Members) {
        Object.assign(this, Object.fromEntries(others))
      },
      attached: at('onLoad'),
      ready: at('onReady'),
      detached: at('onUnload'),
    },
    pageLifetimes: { show: at('onShow'), hide: at('onHide') },
  }
}
