// The contact's page works without this: it draws the mark, shows the seal of the name, and tells that a person opened the page.
const $ = (id) => document.getElementById(id)
const box = { width: 300, height: 100 }
const most = 19000

const pad = $('pad')
if (pad) {
  const [line, field, clear, hint] = [pad.querySelector('path'), $('mark'), $('clear'), $('hint')]
  let strokes = field.value
  let last = null
  pad.parentElement.hidden = false
  const show = () => {
    line.setAttribute('d', strokes)
    field.value = strokes
    hint.hidden = strokes !== ''
    clear.hidden = strokes === ''
    const seal = $('preview')
    if (seal) seal.hidden = strokes !== '' || seal.textContent === ''
  }
  const at = (event) => {
    const { left, top, width } = pad.getBoundingClientRect()
    return [((event.clientX - left) * box.width) / width, ((event.clientY - top) * box.width) / width]
  }
  const add = (letter, [x, y]) => {
    strokes += `${letter}${x.toFixed(1)} ${y.toFixed(1)}`
    last = [x, y]
  }
  pad.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || strokes.length > most) return
    event.preventDefault()
    pad.setPointerCapture(event.pointerId)
    const from = at(event)
    add('M', from)
    add('L', [from[0] + 0.1, from[1]])
    show()
  })
  pad.addEventListener('pointermove', (event) => {
    if (!last || !pad.hasPointerCapture(event.pointerId)) return
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const to = at(one)
      if (strokes.length < most && Math.hypot(to[0] - last[0], to[1] - last[1]) > 0.8) add('L', to)
    }
    show()
  })
  pad.addEventListener('pointerup', () => {
    last = null
  })
  clear.addEventListener('click', () => {
    strokes = ''
    show()
  })
  show()
}

// What the seal will show; the server, which knows compound surnames, has the last word.
const sealText = (name) => {
  const han = [...name.trim()].filter((c) => /\p{Script=Han}/u.test(c))
  if (han.length > 2) return han.slice(1).slice(-2).join('')
  if (han.length > 0) return han.join('')
  const words = name.trim().split(/[\s·.-]+/u).filter(Boolean)
  return (words.length > 1 ? [words[0], words.at(-1)] : words).map((w) => [...w][0].toUpperCase()).join('')
}
const name = $('name')
if (name) {
  const seal = $('preview')
  const show = () => {
    seal.textContent = sealText(name.value)
    seal.hidden = seal.textContent === '' || $('mark')?.value !== ''
  }
  name.addEventListener('input', show)
  show()
}

// Whom the link was made for need not type a name that their keyboard may not have.
for (const am of document.querySelectorAll('.am')) {
  am.hidden = false
  am.addEventListener('click', () => {
    const { name } = am.form.elements
    name.value = am.value
    name.dispatchEvent(new Event('input'))
  })
}

// What is written against the paper outlives a closed tab, kept in this browser under the link, until it has been sent.
const place = `draft:${location.pathname.split('/', 3).join('/')}`
try {
  const kept = JSON.parse(localStorage.getItem(place) ?? '{}')
  for (const area of document.querySelectorAll('details textarea')) {
    if (area.value === '' && kept[area.name]) {
      area.value = kept[area.name]
      area.closest('details').open = true
    }
    area.addEventListener('input', () => {
      kept[area.name] = area.value
      try {
        localStorage.setItem(place, JSON.stringify(kept))
      } catch {
        // The store is full: the page goes on, only without a net.
      }
    })
  }
  // The answer stands on the page: there is nothing left to write.
  if (document.querySelector('.calm [role=status]')) localStorage.removeItem(place)
} catch {
  // The store is forbidden.
}

// A second press while the first is under way would only wait behind it.
for (const form of document.forms)
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
    for (const button of document.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
  })
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

// Only a page that somebody looks at counts as opened: mail scanners fetch it and go.
const opened = document.body.dataset.opened
if (opened) {
  const tell = () => {
    if (document.visibilityState !== 'visible') return
    document.removeEventListener('visibilitychange', tell)
    setTimeout(() => fetch(`${location.pathname}/opened`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: opened, keepalive: true }).catch(() => undefined), 1200)
  }
  document.addEventListener('visibilitychange', tell)
  tell()
}
