import { useRef, useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Text } from 'react-aria-components/Text'
import { fileKind, type Takes, takenAs } from '#kernel/pure/filekind.ts'
import { formatSize } from '#kernel/pure/format.ts'
import { Button } from './Button.tsx'
import s from './FileDrop.module.css'
import { t } from './i18n.ts'
import { sayRefusal } from './rpc.ts'
import { type Uploaded, upload } from './upload.ts'
import { Thumb } from './Viewer.tsx'

interface Props {
  label: string
  /** Whose file it is: it stands behind that client's wall. */
  client: string
  files: readonly Uploaded[]
  onChange: (change: (now: readonly Uploaded[]) => Uploaded[]) => void
  multiple?: boolean
  /** Only a picture or a paper; any file where it is left out. */
  takes?: Takes
  /** What is wrong with it, in words. */
  error?: string | null | false
}
interface Going {
  id: number
  file: File
  percent: number
  why?: string
  /** It is no file for here: a second try would not mend it. */
  never?: boolean
  stop: AbortController
}
let next = 1
const offered: Record<Takes, string[]> = { picture: ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'], paper: ['application/pdf', 'image/*'] }

/** What a file is, in words, whatever its name says. */
const isWhat = (file: Uploaded): string => t('ui.file_is', { kind: fileKind(file), ext: (/\.(\w{1,10})$/.exec(file.name)?.[1] ?? '').toUpperCase() })
/** What one should know of a file before it is used, where it is not what it seems or does harm. */
const noteOf = (file: Uploaded): string | null => {
  if (file.misnamed) return t('ui.file_misnamed', { is: isWhat(file), name: file.name, risky: String(Boolean(file.risky)) })
  return file.risky ? t('ui.file_risky', { is: isWhat(file) }) : null
}

/** Where files are dropped or chosen: each shows how far it is, or why it was not taken, and can be tried again. */
export const FileDrop = ({ label, client, files, onChange, multiple = true, takes, error }: Props) => {
  const [going, setGoing] = useState<readonly Going[]>([])
  const change = useRef(onChange)
  change.current = onChange
  const tell = (id: number, what: Partial<Going>) => setGoing(now => now.map(one => (one.id === id ? { ...one, ...what } : one)))
  const drop = (id: number) => setGoing(now => now.filter(one => one.id !== id))

  const send = async (file: File) => {
    const one: Going = { id: next++, file, percent: 0, stop: new AbortController() }
    setGoing(now => [...now, one])
    const result = await upload(file, client, percent => tell(one.id, { percent }), one.stop.signal)
    if ('refused' in result) {
      if (result.refused.code === 'stopped') drop(one.id)
      else tell(one.id, { why: sayRefusal(result.refused) })
      return
    }
    if (takes && !takenAs(takes, result.file.type)) return tell(one.id, { why: t('ui.file_refused', { is: isWhat(result.file), takes }), never: true })
    drop(one.id)
    change.current(now => [...(multiple ? now : []), result.file])
  }
  const take = (list: Iterable<File>) => {
    for (const file of multiple ? list : [...list].slice(0, 1)) void send(file)
  }
  return (
    <div className="stack">
      <DropZone
        className={error ? `${s.drop} ${s.bad}` : s.drop!}
        aria-label={label}
        onDrop={async event => take(await Promise.all(event.items.filter(one => one.kind === 'file').map(one => one.getFile())))}
      >
        <Text slot="label">{t('ui.drop')}</Text>
        <FileTrigger allowsMultiple={multiple} acceptedFileTypes={takes && offered[takes]} onSelect={list => list && take(list)}><Button size="s" label={`${label}: ${t('ui.pick')}`}>{t('ui.pick')}</Button></FileTrigger>
      </DropZone>
      {error && <p className={s.wrong} role="alert">{error}</p>}
      {files.length + going.length > 0 && (
        <ul className={s.list} aria-label={label}>
          {files.map(file => (
            <li key={file.id}><Thumb file={file} /><span>{file.name} <small className="faint num">{formatSize(file.size)}</small></span><Button kind="word" size="s" label={t('ui.remove', { name: file.name })} onPress={() => onChange(now => now.filter(one => one.id !== file.id))}>{t('ui.remove_word')}</Button>{noteOf(file) && <p className={s.note} role="status">{noteOf(file)}</p>}</li>
          ))}
          {going.map(one => (
            <li key={one.id}>
              <i aria-hidden="true" /><span>{one.file.name} <small className="faint num">{one.why ? formatSize(one.file.size) : t('ui.sending', { percent: one.percent })}</small></span>
              <span className="row">
                {one.why && !one.never && <Button size="s" onPress={() => { drop(one.id); void send(one.file) }}>{t('ui.again')}</Button>}
                <Button kind="word" size="s" label={t('ui.remove', { name: one.file.name })} onPress={() => { one.stop.abort(); drop(one.id) }}>{t('ui.remove_word')}</Button>
              </span>
              {one.why ? <p className={s.note} role="alert">{one.why}</p> : <span className={s.meter} role="progressbar" aria-label={one.file.name} aria-valuenow={one.percent} aria-valuemin={0} aria-valuemax={100}><i style={{ width: `${one.percent}%` }} /></span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
