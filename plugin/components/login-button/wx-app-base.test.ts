import { installFakeWx } from '../../../test/stand-ins/fake-wx'
import { wxAppBase } from './wx-app-base'

test('language, theme and font size are those that WeChat tells', () => {
  const phone = installFakeWx()
  phone.language = 'en'
  phone.appBase = { theme: 'dark', fontSizeScaleFactor: 1.2 }
  expect(wxAppBase()).toEqual({ language: 'en', theme: 'dark', fontScale: 1.2 })
})

test('in a host without dark mode it is light, whatever the phone is', () => {
  installFakeWx()
  expect(wxAppBase().theme).toBe('light')
})

test('where WeChat cannot tell, it is light, Chinese and of usual size', () => {
  const phone = installFakeWx()
  phone.language = undefined as never
  expect(wxAppBase()).toEqual({ language: 'zh-CN', theme: 'light', fontScale: 1 })
  phone.lacks('getAppBaseInfo')
  expect(wxAppBase()).toEqual({ language: 'zh-CN', theme: 'light', fontScale: 1 })
})
