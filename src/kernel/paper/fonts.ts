import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** The 616 characters of names (𠮷, 𡈽, 𣘺 …) that neither Noto TC nor SC holds, cut from Noto Sans JP Regular 0.4.3 (OFL, beside it). */
const rare = fileURLToPath(new URL('./fonts/NotoSansJP-rare.ttf', import.meta.url))
const require = createRequire(import.meta.url)
const faces = [
  ['inter', 'Inter', '400Regular'],
  ['inter', 'Inter', '600SemiBold'],
  ['source-serif-4', 'SourceSerif4', '500Medium'],
  ['source-serif-4', 'SourceSerif4', '600SemiBold'],
  ['noto-sans-tc', 'NotoSansTC', '400Regular'],
  ['noto-sans-tc', 'NotoSansTC', '600SemiBold'],
  ['noto-serif-tc', 'NotoSerifTC', '600SemiBold'],
  ['noto-sans-sc', 'NotoSansSC', '400Regular'],
  ['noto-sans-sc', 'NotoSansSC', '600SemiBold'],
  ['noto-serif-sc', 'NotoSerifSC', '600SemiBold'],
] as const

/**
 * The font files of papers: two weights of the sans, one of the serif, in both scripts, and a lighter one of its Latin. Named one by one because a
 * whole folder would cost the memory of nine weights; Typst reads the body of a file only when a glyph of it is set.
 */
export const fontPaths = (): string[] => [
  ...faces.map(([pack, name, weight]) => require.resolve(`@expo-google-fonts/${pack}/${weight}/${name}_${weight}.ttf`)),
  rare,
]
