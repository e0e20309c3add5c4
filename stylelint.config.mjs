/**
 * What WeChat's second renderer lacks: a component that a host puts on a Skyline page must do without.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/skyline/wxss.html
 */
const skyline = {
  'unit-disallowed-list': ['em', 'rem', 'ch', 'ex'],
  'property-disallowed-list': ['/^grid/', 'float', 'clear', 'text-indent', 'direction', 'columns'],
  'declaration-property-value-allowed-list': {
    display: ['flex', 'block', 'none'],
    position: ['relative', 'absolute', 'fixed'],
    overflow: ['visible', 'hidden'],
    'white-space': ['normal', 'nowrap'],
    // Skyline leaves it out: a single word that is too long for its line is then its renderer's to break.
    'overflow-wrap': ['break-word'],
  },
  'declaration-property-value-disallowed-list': {
    'word-break': ['break-word'],
    // A list of animations loses all but the first.
    '/^animation/': ['/,/'],
    filter: ['/drop-shadow/'],
  },
  // Skyline knows the first only. What stands under the second must do no harm, applied or left out.
  'media-feature-name-allowed-list': ['prefers-color-scheme', 'prefers-reduced-motion'],
  'selector-pseudo-element-allowed-list': ['before', 'after'],
  'selector-pseudo-class-allowed-list': ['host'],
}

/** @type {import('stylelint').Config} */
export default {
  extends: ['stylelint-config-standard'],
  ignoreFiles: ['**/node_modules/**', 'dist/**', 'plugin/miniprogram_dist/**'],
  // The 750th part of the screen's width: https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxss.html
  languageOptions: { syntax: { units: { length: ['rpx'] } } },
  rules: {
    'unit-no-unknown': [true, { ignoreUnits: ['rpx'] }],
    // The host's DOM differs from a browser's; `page` is its root.
    'selector-type-no-unknown': [true, { ignoreTypes: ['page'] }],
    // Blocks, elements and modifiers: https://en.bem.info/methodology/naming-convention/
    'selector-class-pattern': '^[a-z]+(-[a-z]+)*(__[a-z]+(-[a-z]+)*)?(--[a-z]+(-[a-z]+)*)?$',
    // wxss imports a style sheet by a plain path.
    'import-notation': 'string',
  },
  overrides: [
    {
      // A component's wxss may select by class only:
      // https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html
      files: ['plugin/**/*.wxss'],
      rules: {
        'selector-max-id': 0,
        'selector-max-type': 0,
        'selector-max-attribute': 0,
        'selector-max-universal': 0,
        ...skyline,
      },
    },
  ],
}
