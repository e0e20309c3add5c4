import { readRedisAddress } from './redis-address'

const plain = { tls: false, database: 0 }

it.each([
  ['redis://localhost', { ...plain, kind: 'single', nodes: [{ host: 'localhost', port: 6379 }] }],
  [
    'rediss://user:p%40ss@10.0.0.1:7000/3',
    {
      kind: 'single',
      tls: true,
      database: 3,
      userName: 'user',
      password: 'p@ss',
      nodes: [{ host: '10.0.0.1', port: 7000 }],
    },
  ],
  [
    'redis://:only-a-password@[::1]:6380',
    { ...plain, kind: 'single', password: 'only-a-password', nodes: [{ host: '::1', port: 6380 }] },
  ],
  [
    'rediss+cluster://a:1,b',
    {
      kind: 'cluster',
      tls: true,
      database: 0,
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 6379 },
      ],
    },
  ],
  [
    'redis+sentinel://s1,s2:5/main/2',
    {
      kind: 'sentinel',
      tls: false,
      database: 2,
      primaryName: 'main',
      nodes: [
        { host: 's1', port: 26_379 },
        { host: 's2', port: 5 },
      ],
    },
  ],
])('reads %s', (url, address) => {
  expect(readRedisAddress(url)).toEqual(address)
})

it.each([
  '',
  'http://localhost',
  'redis://',
  'redis://a,b',
  'redis://a:0',
  'redis://a:65536',
  'redis://a/b',
  'redis://a/1/2',
  'redis://a?db=1',
  'redis://p@ss@a',
  'redis://:%zz@a',
  'redis+cluster://a/1',
  'redis+sentinel://a',
])('takes %p for none', (url) => {
  expect(readRedisAddress(url)).toBeUndefined()
})
