import '#kernel/ui/base.css'
import { createRoot } from 'react-dom/client'
import { startLang } from '#kernel/ui/i18n.ts'
import { App } from './App.tsx'

await startLang()
createRoot(document.getElementById('root')!).render(<App />)
