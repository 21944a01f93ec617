import { useState } from 'react'
import { Button, KeyButton } from '#kernel/ui/Button.tsx'
import { useLang } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { type Me, MeProvider } from '#kernel/ui/me.tsx'
import { Bar, Facts, Figure, FigureRow, Next, PageTitle, Quote, Section, Tag } from '#kernel/ui/page.tsx'
import type { Page } from '#kernel/ui/pages.ts'
import { Seal, SealOf } from '#kernel/ui/Seal.tsx'
import { Shell } from '#kernel/ui/Shell.tsx'
import { Strip } from '#kernel/ui/Strip.tsx'
import { Day, Instant, Money } from '#kernel/ui/text.tsx'
import { GalleryForms } from './GalleryForms.tsx'
import { pick } from './pick.ts'

/** Every component on one page, to look at: only in a build with DOCKET_GALLERY=1. Names, sums and companies are made up. */
const me: Me = {
  id: '0', name: '陳怡君', mail: 'yijun@example.test', roles: ['ae'], locale: 'zh-Hant',
  agency: { id: '0', name: '卷宗廣告', region: 'TW', currency: 'TWD', zone: 'Asia/Taipei', sample: true },
  clients: [{ id: 'a', name: '松木家居' }, { id: 'b', name: '沐日茶飲' }, { id: 'c', name: '遠岸自行車' }],
  sampleStaff: [{ id: '0', name: '陳怡君', roles: ['ae'] }, { id: '1', name: '何淑芬', roles: ['finance'] }],
}
const none = async () => ({ default: () => null })
const pages: Page[] = [
  { path: '/', load: none, rail: { key: 'ui.desk', order: 1 } },
  { path: '/dev/gallery', load: none, rail: { key: 'ui.go_to', order: 2 } },
  { path: '/found', load: none, rail: { key: 'ui.found', order: 3 } },
  { path: '/money', load: none, rail: { key: 'ui.money', order: 4, group: 'money' } },
  { path: '/settings', load: none, rail: { key: 'ui.settings', order: 9, group: 'settings' } },
]

interface Row { id: string; no: string; name: string; who: string; due: string; late: boolean; sum: bigint }
const rows = (n: number): Row[] => Array.from({ length: n }, (_, i) => ({ id: String(i), no: `2026-${String(147 - (i % 140)).padStart(4, '0')}`, name: ['秋季新品主視覺海報', '杯套改色', '台灣設計展展場', '十二月型錄'][i % 4]!, who: ['許雅婷', '周柏翰', '林芳', '王子維'][i % 4]!, due: `2026-12-${String(1 + (i % 28)).padStart(2, '0')}`, late: i % 7 === 1, sum: BigInt(186000 - i * 37) }))

export default function Gallery() {
  return <MeProvider me={me}><Shell pages={pages} account={{ signOut: () => undefined, signInAs: () => undefined }} counts={{ '/': { n: 9 }, '/found': { n: 2, late: true }, '/clients/a': { n: 3 }, '/clients/b': { n: 1, late: true } }} onFind={() => undefined}><Things /></Shell></MeProvider>
}

const Things = () => {
  const lang = useLang()
  const p = (hant: string, hans: string, en: string) => pick(lang, hant, hans, en)
  const [many, setMany] = useState(false)
  const columns: Column<Row>[] = [
    { key: 'no', head: p('編號', '编号', 'No.'), cell: r => <><span className="num quiet">{r.no}</span> {r.name}</>, sort: r => r.no },
    { key: 'who', head: p('主創', '主创', 'Lead'), cell: r => r.who, sort: r => r.who },
    { key: 'due', head: p('交付', '交付', 'Due'), cell: r => <Day of={r.due} weekday late={r.late} />, sort: r => r.due },
    { key: 'sum', phone: 'lead', head: p('金額 NT$', '金额 NT$', 'Sum NT$'), cell: r => <Money minor={r.sum} currency="TWD" bare />, right: true, sort: r => r.sum },
  ]
  return (
    <>
      <PageTitle
        above={<><span className="num">2026-0147</span><Tag>{p('創意工單', '创意工单', 'Creative order')}</Tag><Tag tone="late">{p('週報 12:00 前', '周报 12:00 前', 'Report by 12:00')}</Tag></>}
        acts={<><Button>{p('列印工作單', '打印工作单', 'Print the order')}</Button><KeyButton keys="t" title={p('記工時', '记工时', 'Log time')} onPress={() => undefined} /></>}
      >{p('拍攝晚兩天，交付日十二月一日不變', '拍摄晚两天，交付日十二月一日不变', 'The shoot slips two days; delivery stays on 1 December')}</PageTitle>
      <Strip states={[
        { key: '1', text: p('下單', '下单', 'Ordered'), note: <Day of="2026-10-12" />, at: 'was' },
        { key: '2', text: p('雙方簽表', '双方签表', 'Scheduled'), note: <Day of="2026-10-16" />, at: 'was' },
        { key: '3', text: p('製作中', '制作中', 'In work'), note: p('第 9 天', '第 9 天', 'day 9'), at: 'now' },
        { key: '4', text: p('簽核', '签核', 'Sign-off'), note: <Day of="2026-11-20" late />, late: true, at: 'later' },
        { key: '5', text: p('交付', '交付', 'Delivered'), note: <Day of="2026-12-01" />, at: 'later' },
        { key: '6', text: p('截卡', '结卡', 'Closed'), at: 'later' },
        { key: '7', text: p('請款', '请款', 'Billed'), note: <Money minor={186000n} currency="TWD" />, at: 'later' },
        { key: '8', text: p('歸檔', '归档', 'Filed'), at: 'later' },
      ]} />
      <Next title={p('第 3 版還差美術簽字，簽了才能送給客戶', '第 3 版还差美术签字，签了才能送给客户', 'Version 3 still wants the art director’s seal before it can go out')} act={<Button kind="do">{p('再提醒柏翰', '再提醒柏翰', 'Remind Bohan')}</Button>}>{p('周柏翰，昨天 17:20 提醒過。客戶等到 11/25（三）。', '周柏翰，昨天 17:20 提醒过。客户等到 11/25（三）。', 'Reminded yesterday at 17:20. The client waits until 25 Nov (Wed).')}</Next>
      <div className="cols">
        <div>
          <Section title={p('客戶的話', '客户的话', 'The client’s words')} aside={<a href="#x">{p('策略會議紀要，第 4 項', '策略会议纪要，第 4 项', 'Strategy minutes, item 4')}</a>}>
            <Quote lang="zh-Hant" by={<>林若蘭，<Instant of={new Date('2026-10-09T02:00:00Z')} /></>}>「秋天這一檔，我要路過的人先看到木頭，再看到價格。十二月一號一定要貼出去。」</Quote>
          </Section>
          <Section title={p('工作單', '工作单', 'Jobs')} tag={<Tag>{p('三張逾期', '三张逾期', '3 overdue')}</Tag>} aside={<Button kind="word" size="s" onPress={() => setMany(now => !now)}>{many ? '6' : '5000'}</Button>}>
            <Ledger label={p('工作單', '工作单', 'Jobs')} columns={columns} rows={rows(many ? 5000 : 6)} rowKey={r => r.id} href={r => `/jobs/${r.id}`} sum={many ? undefined : { no: p('合計', '合计', 'Total'), sum: <Money minor={1115445n} currency="TWD" bare /> }} />
          </Section>
          <Section title={p('第 3 版', '第 3 版', 'Version 3')} tag={<Tag tone="strong">{p('內部簽核中', '内部签核中', 'Internal sign-off')}</Tag>}>
            <div className="row" style={{ alignItems: 'start', gap: 24 }}>
              <SealOf name="許雅婷" part={p('文案', '文案', 'Copy')} note={<Instant of={new Date('2026-11-20T08:02:00Z')} />} />
              <SealOf name="周柏翰" part={p('美術', '美术', 'Art')} state="awaited" note={p('等他簽', '等他签', 'awaited')} />
              <SealOf name="Sandy Huang" note="11/20" /><Seal name="歐陽娜娜" state="solid" size="l" /><Seal name="怡君" size="s" />
            </div>
          </Section>
          <GalleryForms />
        </div>
        <aside>
          <Section small title={p('成本', '成本', 'Cost')} aside={<a href="#x">{p('明細', '明细', 'Detail')}</a>}>
            <Figure><Money minor={98420n} currency="TWD" /></Figure>
            <p className="small quiet">{p('上限 132,000 的 75%。已訂未到 21,000。', '上限 132,000 的 75%。已订未到 21,000。', '75% of the 132,000 ceiling; 21,000 ordered and not yet in.')}</p>
            <Bar spent={98420n} committed={21000n} ceiling={132000n} label="75%" />
            <FigureRow text={p('做了還沒請款', '已完成未请款', 'Done, not billed')}>318,900</FigureRow>
            <FigureRow late text={p('逾 45 天，2 張', '超 45 天，2 张', 'Over 45 days, 2')}>96,600</FigureRow>
          </Section>
          <Section small title={p('各方', '各方', 'Parties')}><Facts of={[[p('負責', '负责', 'Owner'), '陳怡君'], [p('主創', '主创', 'Lead'), '許雅婷'], [p('客戶簽認', '客户确认', 'Approver'), '林若蘭'], [p('財務', '财务', 'Finance'), p('何淑芬 認可 10/13', '何淑芬 认可 10/13', 'Ho Shufen, recognised 13 Oct')]]} /></Section>
        </aside>
      </div>
    </>
  )
}
