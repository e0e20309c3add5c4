import { checkVersion, cutChangelog, unreleased } from '../../release/changelog'

const changelog = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n'

test('a cut gives what was unreleased to the version, and nothing else', () => {
  const cut = cutChangelog(changelog, '0.2.0', '2026-02-03')
  expect(cut).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n',
  )
  expect(unreleased(changelog)).toBe('- New.')
  expect(unreleased(cut)).toBe('')
})

test('a version without news is not cut', () => {
  const cut = cutChangelog(changelog, '0.2.0', '2026-02-03')
  expect(() => cutChangelog(cut, '0.3.0', '2026-02-04')).toThrow('nothing below')
  expect(() => cutChangelog('# Changelog\n', '0.3.0', '2026-02-04')).toThrow('no heading')
})

test.each(['0.2.0', '0.10.0', '1.0.0', '999.999.999', '0.1.3'])('%s may follow 0.1.2', (version) => {
  expect(() => checkVersion(version, '0.1.2')).not.toThrow()
})

test.each(['', '1.0', '1.0.0.0', '1.0.1000', 'v1.0.0', '1.0.0-beta.1', '01.0.0', '1.0.x'])(
  '%j is refused, as WeChat would refuse it',
  (version) => {
    expect(() => checkVersion(version, '0.1.2')).toThrow('three numbers')
  },
)

test.each(['0.1.2', '0.1.1', '0.0.9'])('%s cannot follow 0.1.2', (version) => {
  expect(() => checkVersion(version, '0.1.2')).toThrow('not above')
})
