/** Brings the place with this id into sight and the hand into its field. */
export const jumpTo = (id: string): void => {
  const place = document.getElementById(id)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input:not([hidden]):not([type=file]), textarea, button')?.focus()
}
