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
      // A component's wxss may select by class alone:
      // https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html
      files: ['plugin/**/*.wxss'],
      rules: {
        'selector-max-id': 0,
        'selector-max-type': 0,
        'selector-max-attribute': 0,
        'selector-max-universal': 0,
      },
    },
  ],
}
