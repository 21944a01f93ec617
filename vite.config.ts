import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src/app/web',
  publicDir: false,
  // Without `pre` the plugin comes too late and every locale of the kit is bundled.
  plugins: [{ ...optimizeLocales.vite({ locales: ['zh-TW', 'zh-CN', 'en-US'] }), enforce: 'pre' }, react()],
  define: { __GALLERY__: JSON.stringify(process.env.DOCKET_GALLERY === '1') },
  // The server writes the nonce of each answer here.
  html: { cspNonce: '%NONCE%' },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2024',
    // Inlined files would be `data:` sources, which the page's policy does not allow.
    assetsInlineLimit: 0,
    // Pure rules declare Zod shapes beside what the browser needs of them: without this Zod (20 kB) comes along with every date.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z', 'cleaned'] } },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
  },
})
