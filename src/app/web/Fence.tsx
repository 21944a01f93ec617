import { Component, type ReactNode } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { PageTitle } from '#kernel/ui/page.tsx'

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
    return <PageTitle below={t('ui.crashed_why', { id: error.message.slice(0, 120) })} acts={<Button onPress={() => location.reload()}>{t('ui.reload')}</Button>}>{t('ui.crashed')}</PageTitle>
  }
}
