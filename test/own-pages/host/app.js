const { configure } = require('miniprogram-iot-login')

App({
  onLaunch() {
    configure({ relayUrl: 'https://login.example.com', appKey: 'AppKey' })
  },
})
