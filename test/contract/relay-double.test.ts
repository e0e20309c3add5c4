import { createRelayDouble } from '../../plugin/testing/relay-double'
import { describeLogin } from './describe-login'

describeLogin('the relay of a test phone', () => {
  const relay = createRelayDouble('wx0123456789abcdef')
  return Promise.resolve({
    mintCode: () => relay.mintCode(),
    post: (body: unknown) => {
      const { statusCode: status, data } = relay.login(body)
      return Promise.resolve({ status, body: data as never, text: JSON.stringify(data) })
    },
    close: () => Promise.resolve(),
  })
})
