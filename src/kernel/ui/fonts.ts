import '@fontsource-variable/inter'
import '@fontsource-variable/source-serif-4'
import type { Lang } from '#kernel/i18n/messages.ts'

const traditional = () => Promise.all([import('@fontsource-variable/noto-sans-tc'), import('@fontsource-variable/noto-serif-tc')])
const simplified = () => Promise.all([import('@fontsource-variable/noto-sans-sc'), import('@fontsource-variable/noto-serif-sc')])

/**
 * The faces a language needs first, the other script's after the page stands: each lists a hundred files by
 * Unicode range, of which the browser fetches the few it meets. Names of people may be in either script.
 */
export const loadFonts = async (lang: Lang): Promise<void> => {
  const [first, second] = lang === 'zh-Hans' ? [simplified, traditional] : [traditional, simplified]
  // A face that does not come is no reason to show nothing: the system's stands in.
  const none = () => undefined
  await first().catch(none)
  setTimeout(() => second().catch(none), 1200)
}
