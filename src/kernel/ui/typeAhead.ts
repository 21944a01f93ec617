/** Long enough for what was asked for to be loaded; after that the keys are the page's again. */
const patience = 3000

/**
 * Collects what is typed between the key that opens something and its field: it is neither lost nor taken for the keys of the
 * page. Answers a function that ends it and hands over the text; asked again it hands over nothing.
 */
export const typeAhead = (): (() => string) => {
  let text = ''
  const hear = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Backspace') text = [...text].slice(0, -1).join('')
    else if ([...event.key].length === 1) text += event.key
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const end = () => removeEventListener('keydown', hear, true)
  addEventListener('keydown', hear, true)
  setTimeout(end, patience)
  return () => {
    end()
    const typed = text
    text = ''
    return typed
  }
}
