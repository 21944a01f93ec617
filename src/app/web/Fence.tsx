import { Component, type ReactNode, useEffect } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { PageTitle } from '#kernel/ui/page.tsx'
import { lineAgain } from '#kernel/ui/session.ts'

/** What browsers and the loader say of a page's code or style that did not come. */
const notCome = /preload CSS|dynamically imported module|module script/i
/** A page that was loaded anew just now and still does not come is broken: it is not loaded for ever. */
const onceIn = 30_000

/** The page's code did not come: without a line, or gone from the server with an older release. What one wrote is kept; it is loaded anew as soon as the server answers. */
const Unloaded = () => {
  useEffect(() => {
    let here = true
    const wait = async () => {
      for (;;) {
        await lineAgain(3000)
        if (!here) return
        const answers = await fetch('/healthz').then((answer) => answer.ok, () => false)
        if (!answers || !here) continue
        sessionStorage.setItem('loaded-anew', String(Date.now()))
        return location.reload()
      }
    }
    void wait()
    return () => {
      here = false
    }
  }, [])
  return <PageTitle below={t('ui.unloaded_why')}>{t('ui.unloaded')}</PageTitle>
}

/** Keeps one broken page from taking the rest with it. A page of an older release that is gone from the server is loaded anew. */
export class Fence extends Component<{ children: ReactNode; at?: string }, { error: Error | null; at?: string }> {
  override state: { error: Error | null; at?: string } = { error: null }
  static getDerivedStateFromError(error: Error) {
    return { error }
  }
  static getDerivedStateFromProps(props: { at?: string }, state: { error: Error | null; at?: string }) {
    return props.at === state.at ? null : { error: null, at: props.at }
  }
  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    if (notCome.test(error.message) && Date.now() - Number(sessionStorage.getItem('loaded-anew') ?? 0) > onceIn) return <Unloaded />
    return <PageTitle below={t('ui.crashed_why', { id: error.message.slice(0, 120) })} acts={<Button onPress={() => location.reload()}>{t('ui.reload')}</Button>}>{t('ui.crashed')}</PageTitle>
  }
}
