import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { allMessages } from '#app/messages.ts'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { registerMessages, say, type Values } from '#kernel/i18n/say.ts'
import { plain } from '#test/setup/plain.ts'
import { axeOf } from './house.ts'

const catalog = allMessages()
registerMessages(catalog)

/** What stands on a thing: the key of a message, read in the person's language, or words that somebody wrote. */
export type Name = MessageKey | (string & {})
export interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}
const plainly = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Somebody at a browser, who finds everything by what stands on it in their own language. Behind an open dialog nothing can be found. */
export const handsOf = (page: Page, lang: Lang, root: Page | Locator = page) => {
  // Playwright reads a page with ordinary spaces.
  const w = (name: Name, values?: Values): string => plain(name in catalog ? say(lang, name as MessageKey, values) : name)
  /** A field's name; what may stay empty says so after it. */
  const named = (name: Name): RegExp => new RegExp(`^${plainly(w(name))}(${plainly(w('ui.optional'))})?$`)
  const near = page.locator(':not([inert] *)')
  const button = (name: Name, values?: Values): Locator => root.getByRole('button', { name: w(name, values), exact: true, disabled: false }).and(near)
  const field = (name: Name): Locator => root.getByRole('textbox', { name: named(name) }).or(root.getByLabel(named(name)).and(page.locator('[type=password]'))).and(near)
  const dialog = page.getByRole('dialog')
  const onIt = (): Promise<string> => page.evaluate(() => {
    const on = document.activeElement as HTMLInputElement | null
    return (on?.getAttribute('aria-label') ?? (on?.labels?.length ? on.labels[0]!.textContent : on?.textContent) ?? '').replaceAll('\u00a0', ' ').trim()
  })

  const hands = {
    page, w, field, dialog,
    /** The same hands within a part of the page. */
    within: (part: Locator) => handsOf(page, lang, part),
    item: (no: number) => handsOf(page, lang, page.getByRole('listitem', { name: w('meetings.item', { no }), exact: true })),
    sees: (name: Name, values?: Values): Promise<void> => root.getByText(w(name, values)).filter({ visible: true }).first().waitFor(),
    reads: (name: Name, values?: Values): Promise<void> => root.getByRole('heading', { name: w(name, values) }).first().waitFor(),
    press: (name: Name, values?: Values): Promise<void> => button(name, values).click(),
    follow: (name: Name, values?: Values): Promise<void> => root.getByRole('link', { name: w(name, values) }).first().click(),
    write: (name: Name, text: string): Promise<void> => field(name).fill(text),
    tick: (name: Name, values?: Values): Promise<void> => root.locator('label').and(near).filter({ has: page.getByText(w(name, values), { exact: true }) }).click(),
    /** Takes one of a short list. */
    choose: async (name: Name, option: Name): Promise<void> => {
      await root.getByRole('button', { name: new RegExp(`${plainly(w(name))}$`) }).and(near).click()
      await page.getByRole('option', { name: w(option) }).click()
    },
    /** Finds one of many by typing. */
    find: async (name: Name, text: string): Promise<void> => {
      const box = root.getByRole('combobox', { name: named(name) }).and(near)
      // A hand brings a field into sight before it writes in it, and the page is told of its scrolling with the next frame: what scrolls afterwards closes the list.
      await box.evaluate((one) => new Promise((done) => {
        one.scrollIntoView({ block: 'center' })
        requestAnimationFrame(() => requestAnimationFrame(done))
      }))
      await box.fill(text)
      // On a phone the list lets the keyboard come up before it shows itself.
      await page.locator('[style*="opacity: 0"]').filter({ has: page.locator('[role=listbox]') }).waitFor({ state: 'detached' })
      await page.getByRole('option', { name: text }).first().click()
    },
    /** Finds one of many by writing the name out: Enter takes it, without a way down the list. */
    findByName: async (name: Name, text: string): Promise<void> => {
      const box = root.getByRole('combobox', { name: named(name) }).and(near)
      await box.fill(text)
      await page.getByRole('option', { name: text }).waitFor()
      await box.press('Enter')
    },
    upload: async (name: Name, file: Upload): Promise<void> => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), root.getByRole('button', { name: `${w(name)}: ${w('ui.pick')}` }).click()])
      await chooser.setFiles(file)
      await root.getByRole('button', { name: w('ui.remove', { name: file.name }) }).waitFor()
      await root.getByRole('progressbar').waitFor({ state: 'detached' })
    },
    /** The button that opens a dialog, and it is open: from now on nothing behind it is found. */
    open: async (name: Name): Promise<void> => {
      await hands.press(name)
      await dialog.waitFor()
      await page.locator('#root[inert]').waitFor()
    },
    /** The button that ends a dialog, and the dialog is over. */
    finish: async (name: Name): Promise<void> => {
      await handsOf(page, lang, dialog).press(name)
      await dialog.waitFor({ state: 'hidden' })
    },

    /** Moves on by the keyboard alone to what bears this name. */
    tabTo: async (name: Name, values?: Values): Promise<void> => {
      const sought = w(name, values)
      for (let presses = 0; presses < 200; presses++) {
        const here = await onIt()
        if (here === sought || here === sought + w('ui.optional')) return
        await page.keyboard.press('Tab')
      }
      assert.fail(`Tab does not reach “${sought}”`)
    },
    /** By keyboard alone: on to the button, and down. It is waited for until it can be pressed, and the keyboard goes on from somewhere, whatever became of the button. */
    key: async (name: Name, values?: Values): Promise<void> => {
      await button(name, values).first().waitFor()
      await hands.tabTo(name, values)
      await page.keyboard.press('Enter')
      // A page of the portal is loaded anew, and begins at its top.
      if (!new URL(page.url()).pathname.startsWith('/p/')) await page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body)
    },
    type: async (name: Name, text: string): Promise<void> => {
      await hands.tabTo(name)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
    },
    /** The page is right for everybody: nothing that axe finds, nothing beside the screen. */
    whole: async (): Promise<void> => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.deepEqual({ found: await axeOf(page), wide }, { found: [], wide: page.viewportSize()!.width }, page.url())
    },
  }
  return hands
}
export type Hands = ReturnType<typeof handsOf>
