import type { CodeSpace } from 'glass-easel-miniprogram-adapter'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html */
export function formField(space: CodeSpace): unknown {
  return space
    .behavior()
    .property('name', { type: String, value: '' })
    .property('value', { type: null, value: '' } as never)
    .register()
}
