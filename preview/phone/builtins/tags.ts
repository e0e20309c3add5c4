/** The tags that WeChat itself brings and the preview has: in its DOM each is called `wx-…`. */
export const BUILT_IN_TAGS: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'checkbox-group',
  'form',
  'image',
  'input',
  'label',
  'navigator',
  'radio',
  'radio-group',
  'scroll-view',
  'switch',
  'text',
  'textarea',
  'view',
])
