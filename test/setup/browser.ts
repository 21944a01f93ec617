import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const installed = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/**
 * A real browser: Chrome or Chromium where one is installed, else the one from npm. Only the binary is taken from that package:
 * its own arguments hold `--single-process`, with which closing one page ends the browser.
 */
export const openBrowser = async (): Promise<Browser> => {
  const own = installed.find(path => path && existsSync(path))
  return playwright.launch({ executablePath: own ?? (await chromium.executablePath()), args: ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage'] })
}
