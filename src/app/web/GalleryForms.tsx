import { useState } from 'react'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { Check, CheckGroup, RadioRow } from '#kernel/ui/choices.tsx'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { FileDrop } from '#kernel/ui/FileDrop.tsx'
import { Filters } from '#kernel/ui/Filters.tsx'
import { useLang } from '#kernel/ui/i18n.ts'
import { MinutesField } from '#kernel/ui/MinutesField.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { type Mark, SignPad } from '#kernel/ui/SignPad.tsx'
import { Empty, ErrorNote, Skeleton } from '#kernel/ui/states.tsx'
import { Tabs } from '#kernel/ui/Tabs.tsx'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import type { Uploaded } from '#kernel/ui/upload.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { pick } from './pick.ts'

/** The half of the gallery that is filled in. */
export const GalleryForms = () => {
  const lang = useLang()
  const p = (hant: string, hans: string, en: string) => pick(lang, hant, hans, en)
  const draft = useDraft('gallery', { brand: '', why: '' })
  const [sum, setSum] = useState<bigint | null>(186000n)
  const [minutes, setMinutes] = useState<number | null>(90)
  const [day, setDay] = useState<string | null>('2026-12-01')
  const [kind, setKind] = useState<string | null>(null)
  const [who, setWho] = useState<string | null>(null)
  const [tongues, setTongues] = useState<string[]>(['zh-Hant'])
  const [way, setWay] = useState<string | null>('print')
  const [files, setFiles] = useState<Uploaded[]>([])
  const [mark, setMark] = useState<Mark>({ kind: 'typed' })
  const [open, setOpen] = useState(false)
  const [bill, setBill] = useState(true)
  const people = ['許雅婷', '周柏翰', '林芳', '王子維', 'Sandy Huang'].map(name => ({ value: name, text: name, note: p('創意部', '创意部', 'Creative') }))
  return (
    <>
      <Section title={p('開一張工作單', '开一张工作单', 'Open a job order')} ruled>
        <div className="stack">
          <DraftNote of={draft} />
          <div className="fields">
            <TextField label={p('品牌', '品牌', 'Brand')} value={draft.value.brand} onChange={brand => draft.put({ brand })} />
            <AmountField label={p('預算上限', '预算上限', 'Budget ceiling')} currency="TWD" value={sum} onChange={setSum} />
            <DateField label={p('交付日', '交付日', 'Due date')} value={day} onChange={setDay} />
            <Select label={p('種類', '种类', 'Kind')} value={kind} onChange={setKind} options={[{ value: 'poster', text: p('海報', '海报', 'Poster') }, { value: 'film', text: p('影片', '影片', 'Film') }]} />
            <ComboBox label={p('主創', '主创', 'Lead')} value={who} onChange={setWho} options={people} />
            <MinutesField label={p('工時', '工时', 'Time')} value={minutes} onChange={setMinutes} />
            <TextArea className="wide" label={p('目的', '目的', 'Purpose')} value={draft.value.why} onChange={why => draft.put({ why })} error={p('還沒寫：要達成什麼？', '还没写：要达成什么？', 'Missing: what is it for?')} />
            <TextField optional label={p('備註', '备注', 'Note')} value="" onChange={() => undefined} hint={p('只有我們看得到', '只有我们看得到', 'Only we see it')} />
          </div>
          <CheckGroup label={p('語言', '语言', 'Languages')} value={tongues} onChange={setTongues} options={[{ value: 'zh-Hant', text: '繁體' }, { value: 'zh-Hans', text: '简体' }, { value: 'en', text: 'English' }]} />
          <RadioRow label={p('交付方式', '交付方式', 'Delivery')} value={way} onChange={setWay} options={[{ value: 'print', text: p('印刷', '印刷', 'Print') }, { value: 'screen', text: p('數位', '数字', 'Digital') }]} />
          <Check checked={bill} onChange={setBill}>{p('可請款', '可请款', 'Billable')}</Check>
          <FileDrop label={p('參考檔案', '参考文件', 'Reference files')} client="a" files={files} onChange={setFiles} />
          <div className="row" style={{ alignItems: 'start' }}>
            <Button kind="do" reason={p('還缺：目的、主創。', '还缺：目的、主创。', 'Still missing: purpose, lead.')}>{p('送出工作單', '提交工作单', 'Submit the order')}</Button>
            <Button onPress={() => setOpen(true)}>{p('打開對話', '打开对话', 'Open a dialog')}</Button>
            <Button onPress={() => toast({ text: p('已歸檔 2026-0147', '已归档 2026-0147', 'Filed 2026-0147'), undo: () => undefined })}>{p('歸檔', '归档', 'File it')}</Button>
            <Button pending>{p('寄出', '发送', 'Send')}</Button>
            <Button kind="seal">{p('簽章', '签章', 'Sign')}</Button>
            <Button kind="word">{p('取消', '取消', 'Cancel')}</Button>
          </div>
        </div>
      </Section>
      <Section title={p('簽名', '签名', 'Signature')}><SignPad name="陳怡君" value={mark} onChange={setMark} /></Section>
      <Section title={p('狀態', '状态', 'States')}>
        <Filters count={31} used={1} onClear={() => undefined}><Select label={p('狀態', '状态', 'State')} value={kind} onChange={setKind} options={[{ value: 'poster', text: p('製作中', '制作中', 'In work') }]} /></Filters>
        <Tabs label={p('部分', '部分', 'Parts')} tabs={[
          { id: 'wait', text: p('載入', '加载', 'Loading'), body: () => <Skeleton head lines={4} /> },
          { id: 'none', text: p('空', '空', 'Empty'), count: 2, body: () => <Empty title={p('還沒有工作單', '还没有工作单', 'No jobs yet')} act={<Button>{p('開第一張', '开第一张', 'Open the first')}</Button>}>{p('從會議記錄裡的一項要求開單，客戶的話會跟著來。', '从会议记录里的一项要求开单，客户的话会跟着来。', 'Open one from a request in the minutes; the client’s words come with it.')}</Empty> },
          { id: 'error', text: p('錯誤', '错误', 'Error'), body: () => <ErrorNote error={new Error('4f2a')} again={() => undefined} /> },
        ]} />
      </Section>
      <Dialog title={p('退回這一版', '退回这一版', 'Send this version back')} open={open} onClose={() => setOpen(false)} foot={<><Button onPress={() => setOpen(false)}>{p('取消', '取消', 'Cancel')}</Button><Button kind="do" onPress={() => setOpen(false)}>{p('退回', '退回', 'Send back')}</Button></>}>
        <TextArea label={p('為什麼', '为什么', 'Why')} value={draft.value.why} onChange={why => draft.put({ why })} autoFocus />
      </Dialog>
    </>
  )
}
