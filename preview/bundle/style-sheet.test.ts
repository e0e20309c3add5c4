import { compileStyleSheet } from './style-sheet'

const compiled = (text: string, scope = 'here', others: Record<string, string> = {}) =>
  compileStyleSheet(new Map(Object.entries({ 'a/b.wxss': text, ...others })), 'a/b.wxss', scope).replace(
    /\s+/g,
    ' ',
  )

test('rpx is the 750th part of the phone’s width, also in a calculation and a media query', () => {
  expect(compiled('.a { margin: -10rpx 1.5rpx; width: calc(100% - 20rpx) }')).toBe(
    '.here--a { margin: calc(-10 * var(--rpx)) calc(1.5 * var(--rpx)); width: calc(100% - calc(20 * var(--rpx))) }',
  )
  expect(compiled('.arpx { background: url(10rpx.png) }', '')).toContain('.arpx')
})

test('classes stand in their scope, in every kind of selector', () => {
  expect(compiled('.a.b > .c:not(.d)::after, .e { top: 0 }')).toBe(
    '.here--a.here--b > .here--c:not(.here--d)::after, .here--e { top: 0 }',
  )
  expect(compiled('.a { top: 0 }', '')).toBe('.a { top: 0 }')
})

test(':host is the component’s element, and built-in tags have the names they have in the page', () => {
  expect(compiled(':host { top: 0 }')).toBe('[wx-host=here] { top: 0 }')
  expect(compiled('page, view button, other { top: 0 }')).toBe('wx-page, wx-view wx-button, other { top: 0 }')
})

test('keyframes are left alone', () => {
  const text = '@keyframes turn { from { top: 0 } to { top: 1px } }'
  expect(compiled(text)).toBe(text)
})

test('imports are put in place, from here or from the root', () => {
  const others = { 'a/c.wxss': "@import '/d.wxss'; .c { top: 0 }", 'd.wxss': '.d { top: 0 }' }
  expect(compiled("@import './c.wxss'; .a { top: 0 }", 'here', others)).toBe(
    '.here--d { top: 0 } .here--c { top: 0 } .here--a { top: 0 }',
  )
})

test('an import that is not there, or comes round, is told with its file', () => {
  expect(() => compiled("@import './c.wxss';")).toThrow('a/b.wxss imports a/c.wxss, which is not there.')
  expect(() => compiled("@import './b.wxss';")).toThrow('a/b.wxss imports itself')
})
