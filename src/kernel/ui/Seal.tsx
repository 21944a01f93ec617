import type { ReactNode } from 'react'
import { sealOf } from '#kernel/pure/text.ts'
import { t } from './i18n.ts'
import s from './Seal.module.css'

interface Props {
  /** Whose seal: the full name of who signed, or who is awaited. */
  name: string
  /** `signed` only where somebody really signed. `solid` is the seal of the whole paper. */
  state?: 'signed' | 'awaited' | 'solid'
  size?: 's' | 'm' | 'l'
  /** Comes down once: pass true only right after the signature was accepted. */
  fresh?: boolean
  /** What stands in a dashed seal (a part: copy, art); the name otherwise. */
  part?: string
}

/** A name seal 「章」: red where a signature stands, dashed where one is awaited. */
export const Seal = ({ name, state = 'signed', size = 'm', fresh, part }: Props) => {
  const text = sealOf(name)
  const latin = !/\p{Script=Han}/u.test(text)
  const awaited = state === 'awaited'
  return (
    <span
      role="img"
      aria-label={awaited ? t('ui.seal.awaited', { name: part ? `${part} ${name}` : name }) : t('ui.seal.signed', { name })}
      title={name}
      className={[s.seal, s[size], awaited ? s.wait : state === 'solid' && s.solid, latin && !awaited && s.latin, fresh && s.down].filter(Boolean).join(' ')}
    >
      {awaited ? (part ?? text) : text}
    </span>
  )
}

interface MarkProps extends Props {
  /** The mark as it was drawn, a path in a box of 300 × 100; empty for the seal of the name. */
  mark: string | undefined
}
/** What stands where somebody signed: the mark as they drew it, or the seal of their name (docs/decisions/010). */
export const MarkOf = ({ mark, ...seal }: MarkProps) => mark
  ? <svg className={[s.mark, seal.size === 's' && s.small].filter(Boolean).join(' ')} viewBox="0 0 300 100" role="img" aria-label={t('ui.seal.signed', { name: seal.name })}><title>{seal.name}</title><path d={mark} /></svg>
  : <Seal {...seal} />

/** The same, or what is awaited, with its words beneath: part and name, then when, or what it waits for. */
export const SealOf = ({ part, note, mark, ...seal }: Props & { note?: ReactNode; mark?: string }) => (
  <div className={s.who}><MarkOf {...seal} part={part} mark={mark} /><span>{part ? `${part} ` : ''}{seal.name}<small>{note}</small></span></div>
)
