Page({
  data: { greeting: '' },
  onLogin() {
    this.setData({ greeting: 'Welcome' })
  },
  onFail({ detail }) {
    this.setData({ greeting: detail.code })
  },
})
