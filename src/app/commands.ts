import type { Config } from '#kernel/config.ts'
import { type Lang, langField, type Message } from '#kernel/i18n/messages.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { verify } from '#kernel/record/verify.ts'
import type { Tell } from '#kernel/start-error.ts'
import { issueKey, makeSample } from '#modules/people/index.ts'
import { numbered } from './numbered.ts'
import { type Opened, openHouse, openOwner } from './open.ts'
import { buildSample } from './sample.ts'

interface Asked {
  config: Config
  lang: Lang
  tell: Tell
  json: boolean
  words: string[]
}
/** Answers the exit code. */
type Command = (asked: Asked) => Promise<number>

export const help: Message = {
  hant: `用法：npm run docket -- 指令
  migrate          建立或更新資料表
  verify [--json]  檢查紀錄的每一環、簽章、編號與檔案；有一處不符就以 1 結束
  sample [--json]  建立示範公司
  key 信箱         印出這個人的 API 金鑰，30 天有效
  help             這一頁`,
  hans: `用法：npm run docket -- 命令
  migrate          创建或更新数据表
  verify [--json]  检查记录的每一环、签章、编号与文件；有一处不符就以 1 结束
  sample [--json]  建立示例公司
  key 邮箱         打印此人的 API 密钥，30 天有效
  help             本页`,
  en: `Usage: npm run docket -- COMMAND
  migrate          make the tables, or bring them up to date
  verify [--json]  check every link of the record, signatures, numbers and files; ends with 1 when one is not as it was
  sample [--json]  build the sample agency
  key MAIL         print an API key of that person, good for 30 days
  help             this page`,
}

const print = (lang: Lang, words: Message): void => void process.stdout.write(`${words[langField(lang)]}\n`)
const quiet = { warn: () => undefined }

/** Opens the house for one command and closes it after, whatever happens. pg-boss is started where letters may be written. */
const within = async (asked: Asked, work: (house: Opened) => Promise<number>, { jobs = false } = {}): Promise<number> => {
  const house = await openHouse(asked.config, asked.tell, quiet)
  try {
    if (jobs) await house.boss.start()
    return await work(house)
  } finally {
    if (jobs) await house.boss.stop({ graceful: false }).catch(() => undefined)
    await house.close()
  }
}

const migrate: Command = (asked) =>
  within(asked, async ({ ran }) => {
    const n = ran.length
    if (asked.json) process.stdout.write(`${JSON.stringify({ ran })}\n`)
    else if (n === 0) print(asked.lang, { hant: '資料表已是最新的。', hans: '数据表已是最新的。', en: 'The tables are up to date.' })
    else print(asked.lang, { hant: `已執行 ${n} 步：\n${ran.join('\n')}`, hans: `已执行 ${n} 步：\n${ran.join('\n')}`, en: `${n} steps ran:\n${ran.join('\n')}` })
    return 0
  })

const check: Command = (asked) =>
  within(asked, async ({ ownerUrl, database }) => {
    const owner = await openOwner(ownerUrl)
    const result = await verify(owner, database.deps.store, numbered).finally(() => owner.end())
    const { findings, ...counts } = result
    if (asked.json) process.stdout.write(`${JSON.stringify({ ok: findings.length === 0, ...counts, findings })}\n`)
    else {
      for (const f of findings) process.stdout.write(`✗ ${[f.kind, `agency ${f.agency}`, f.client && `client ${f.client}`, f.seq && `link ${f.seq}`, f.thing].filter(Boolean).join(' · ')}: ${f.detail}\n`)
      const { chains, links, checkpoints, numbers, files } = counts
      const bad = findings.length
      print(asked.lang, {
        hant: `${chains} 條紀錄、${links} 環、${checkpoints} 個簽章、${numbers} 個編號、${files} 個檔案：${bad === 0 ? '全部相符。' : `${bad} 處不符。`}`,
        hans: `${chains} 条记录、${links} 环、${checkpoints} 个签章、${numbers} 个编号、${files} 个文件：${bad === 0 ? '全部相符。' : `${bad} 处不符。`}`,
        en: `${chains} chains, ${links} links, ${checkpoints} signatures, ${numbers} numbers, ${files} files: ${bad === 0 ? 'all as they were written.' : `${bad} not as they were written.`}`,
      })
    }
    return findings.length === 0 ? 0 : 1
  })

const sample: Command = (asked) =>
  within(asked, async ({ database }) => {
    const live = process.stderr.isTTY
    const agency = await makeSample(database, buildSample, (done, of) => {
      if (live) process.stderr.write(`\r${done}/${of}`)
    })
    if (live) process.stderr.write('\n')
    if (asked.json) process.stdout.write(`${JSON.stringify({ agency })}\n`)
    else print(asked.lang, { hant: `示範公司已經備妥（${agency}）。用 npm start 打開。`, hans: `示例公司已经备好（${agency}）。用 npm start 打开。`, en: `The sample agency is ready (${agency}). Open it with npm start.` })
    return 0
  }, { jobs: true })

const key: Command = async (asked) => {
  const [mail] = asked.words
  if (!mail) {
    asked.tell(help)
    return 2
  }
  return within(asked, async ({ database }) => {
    try {
      process.stdout.write(`${await issueKey(database, mail, 30)}\n`)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      asked.tell({ hant: `沒有人用這個信箱：${mail}`, hans: `没有人用这个邮箱：${mail}`, en: `Nobody here has this mail address: ${mail}` })
      return 1
    }
  })
}

/** What the terminal can ask for; none of them asks back. */
export const commands: Record<string, Command> = { migrate, verify: check, sample, key }
