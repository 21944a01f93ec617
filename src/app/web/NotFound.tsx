import { t } from '#kernel/ui/i18n.ts'
import { PageTitle } from '#kernel/ui/page.tsx'

export const NotFound = () => <PageTitle below={t('ui.not_found_why')}>{t('ui.not_found')}</PageTitle>
