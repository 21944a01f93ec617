import { QueryClientProvider } from '@tanstack/react-query'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useEffect } from 'react'
import { listenForKeys } from '#kernel/ui/commands.ts'
import { keepFocus } from '#kernel/ui/focus.ts'
import { localeOf, useLang } from '#kernel/ui/i18n.ts'
import { queries } from '#kernel/ui/rpc.ts'
import { useLine } from '#kernel/ui/session.ts'
import { Offline } from '#kernel/ui/states.tsx'
import { Toasts } from '#kernel/ui/Toasts.tsx'
import { Fence } from './Fence.tsx'
import { Routes } from './Routes.tsx'

/** Everything, in the reader's language; a change of language renders all of it anew, in place. */
export const App = () => {
  const lang = useLang()
  const { offline } = useLine()
  useEffect(listenForKeys, [])
  useEffect(keepFocus, [])
  return (
    <QueryClientProvider client={queries}>
      {/* The kit's strings for en-GB are those of en-US. */}
      <I18nProvider locale={lang === 'en' ? 'en-GB' : localeOf(lang)}>
        <Offline on={offline} />
        <Fence><Routes /></Fence>
        <Toasts />
      </I18nProvider>
    </QueryClientProvider>
  )
}
