import type * as IotLogin from 'miniprogram-iot-login'

import { config } from './config'

App({
  onLaunch() {
    const plugin = requirePlugin('iot-login') as typeof IotLogin
    plugin.configure(config)
  },
})
