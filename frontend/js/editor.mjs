// Where a service's text is written: says what is to be corrected while somebody types. Without this
// the same is said when they save.
//
// No HTML is made from text: elements are created and text is assigned.

/** How long nothing is typed before the text is looked at, in milliseconds. */
const PAUSE = 600

/** A line of the list, leading to the text that it is about. */
function item(line) {
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = `#${line.field}`
  link.textContent = line.place
  const what = document.createElement('span')
  what.className = 'bl-written'
  what.lang = 'en'
  what.textContent = line.what
  const item = document.createElement('li')
  item.append(link, ' ', what)
  return item
}

/** Looks at what stands in the form, and says what was found. Only the last look counts. */
function looker(form) {
  const says = document.querySelector('[data-bl-says]')
  const lines = document.querySelector('[data-bl-lines]')
  let under_way = null
  return async () => {
    under_way?.abort()
    under_way = new AbortController()
    try {
      const answer = await fetch(form.dataset.blEditor, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        signal: under_way.signal,
      })
      // A session that ended is said when the text is saved, with the text kept on the page.
      if (!answer.ok) {
        return
      }
      const found = await answer.json()
      says.textContent = found.says
      lines.replaceChildren(...found.lines.map(item))
    } catch {
      // Another look is under way, or the line is down: what was found last stays.
    }
  }
}

for (const form of document.querySelectorAll('[data-bl-editor]')) {
  const look = looker(form)
  let waiting
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, PAUSE)
  })
}
