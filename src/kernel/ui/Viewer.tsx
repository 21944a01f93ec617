import { useState } from 'react'
import { formatSize } from '#kernel/pure/format.ts'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import type { Uploaded } from './upload.ts'
import s from './Viewer.module.css'

const shown = /^image\/(png|jpeg|gif|webp|avif)$/
const isPdf = (file: Uploaded): boolean => file.type === 'application/pdf'

/** Where a file is, under its client: the picture, `/thumb`, and `/page/<n>` of a PDF. */
export const fileAddress = ({ client, id }: Pick<Uploaded, 'client' | 'id'>): string => `/files/${client}/${id}`

/** A small picture of a file; the kind of it in letters where none can be made. */
export const Thumb = ({ file, big }: { file: Uploaded; big?: boolean }) => {
  const [failed, setFailed] = useState(false)
  const className = big ? `${s.thumb} ${s.big}` : s.thumb
  if (failed || !(shown.test(file.type) || isPdf(file))) return <span className={className} aria-hidden="true">{(/\.(\w{1,5})$/.exec(file.name)?.[1] ?? '···').toUpperCase()}</span>
  return <img className={className} src={`${fileAddress(file)}/thumb`} alt={big ? file.name : ''} loading="lazy" decoding="async" onError={() => setFailed(true)} />
}

/** A file in the page: a picture, the pages of a PDF one by one, anything else to download. */
export const Viewer = ({ file, alt }: { file: Uploaded; alt?: string }) => {
  const [page, setPage] = useState(1)
  const [failed, setFailed] = useState(false)
  const pages = isPdf(file) ? (file.pages ?? 1) : 1
  const can = !failed && (shown.test(file.type) || isPdf(file))
  const name = alt ?? file.name
  return (
    <figure className={s.viewer}>
      {can ? (
        <img className={s.page} src={isPdf(file) ? `${fileAddress(file)}/page/${page}` : fileAddress(file)} alt={pages > 1 ? `${name}, ${t('ui.page_of', { page, pages })}` : name} decoding="async" onError={() => setFailed(true)} />
      ) : (
        <p className="quiet">{t('ui.no_preview')}</p>
      )}
      <figcaption className={s.turn}>
        {pages > 1 && !failed && (
          <>
            <Button size="s" label={t('ui.page_before')} onPress={() => setPage(now => Math.max(1, now - 1))}>‹</Button>
            <span className="num small" aria-live="polite">{t('ui.page_of', { page, pages })}</span>
            <Button size="s" label={t('ui.page_after')} onPress={() => setPage(now => Math.min(pages, now + 1))}>›</Button>
          </>
        )}
        <a className="small" href={`${fileAddress(file)}?download`} download={file.name}>{t('ui.download')} <span className="faint num">{formatSize(file.size)}</span></a>
      </figcaption>
    </figure>
  )
}
