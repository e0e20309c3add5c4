import { installFakeWx } from '../../../test/stand-ins/fake-wx'
import { wxAppBase } from './wx-app-base'

test('language and theme are those that WeChat tells', () => {
  const phone = installFakeWx()
  phone.language = 'en'
  phone.appBase = { theme: 'dark' }
  expect(wxAppBase()).toEqual({ language: 'en', theme: 'dark' })
})

test('in a host without dark mode it is light, whatever the phone is', () => {
  installFakeWx()
  expect(wxAppBase().theme).toBe('light')
})

test('where WeChat cannot tell, it is light and Chinese', () => {
  const phone = installFakeWx()
  phone.language = undefined as never
  expect(wxAppBase()).toEqual({ language: 'zh-CN', theme: 'light' })
  phone.lacks('getAppBaseInfo')
  expect(wxAppBase()).toEqual({ language: 'zh-CN', theme: 'light' })
})
