import { pluginProject, removeFolders } from './built-project'
import { broken, forOurRules, forTheCompiler, forTheNativeCompilers } from './broken-copies'
import { complaintsOfWcc, complaintsOfWcsc } from './native-compilers'
import { complaintsOfOurRules } from './our-rules'
import { compileByWeChat, complaintOf, type Answer } from './wechat-compiler'
import { MOST_FOR_A_PLUGIN, sizeBelow, sizeTable } from './sizes'

const project = pluginProject()
const answers: Answer[] = []

beforeAll(async () => {
  const folders = [project, ...forTheCompiler.map(broken)].map(({ folder }) => folder)
  const jobs = folders.map((projectPath) => ({ projectPath, type: 'miniProgramPlugin' }) as const)
  // Two processes, since machines that check this have two cores.
  const half = Math.ceil(jobs.length / 2)
  const [first, second] = await Promise.all([
    compileByWeChat(jobs.slice(0, half)),
    compileByWeChat(jobs.slice(half)),
  ])
  answers.push(...first, ...second)
})

afterAll(removeFolders)

describe('the plugin and its demo host', () => {
  test('are compiled by WeChat', () => {
    const [answer] = answers
    expect(complaintOf(answer)).toBe('')
    const { files } = answer as { files: Record<string, number> }
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['plugin/plugin.json', 'plugin/index.js', 'miniprogram/app.js']),
    )
    expect(sizeBelow(files, 'plugin/')).toBeLessThan(MOST_FOR_A_PLUGIN)
    process.stdout.write(sizeTable('plugin form', files, 'plugin/'))
  })

  test.each([project.pluginRoot, project.hostRoot])(
    'have templates and style sheets that WeChat takes: %s',
    (folder) => {
      expect([...complaintsOfWcc(folder), ...complaintsOfWcsc(folder)]).toEqual([])
    },
  )

  test('use nothing that is not there, not in plugins, or later than promised', () => {
    expect(complaintsOfOurRules(project)).toEqual([])
  })
})

describe('a broken copy is noticed:', () => {
  test.each(forTheCompiler.map((copy, index) => ({ ...copy, index })))(
    "$wrong, by WeChat's compiler",
    ({ says: [file, cause], index }) => {
      const complaint = complaintOf(answers[index + 1])
      expect(complaint).toContain(file)
      expect(complaint).toMatch(cause)
    },
  )

  test.each(forTheNativeCompilers)('$wrong, by wcc or wcsc', (copy) => {
    const { pluginRoot } = broken(copy, 0)
    const complaints = [...complaintsOfWcc(pluginRoot), ...complaintsOfWcsc(pluginRoot)].join('\n')
    expect(complaints).toContain(copy.says[0])
    expect(complaints).toMatch(copy.says[1])
  })

  test.each(forOurRules)('$wrong, by a rule of ours', (copy) => {
    const [file, cause] = copy.says
    const complaints = complaintsOfOurRules(broken(copy, 0))
    expect(complaints).toContainEqual(expect.stringContaining(file))
    expect(complaints.filter((complaint) => complaint.includes(file)).join('\n')).toMatch(cause)
  })
})
